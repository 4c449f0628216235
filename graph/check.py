"""The linter's runner: runs the checks of the rules, and leaves out what is not asked for or meant to be so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from .plugins import failed, load_plugins
from .problem import CruxmapError, Edit, Finding, Problem, Span, quoted
from .rule import Fault, Rule, Subject
from .rules import RULES, place, report
from .suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from .model import Ignore

GROUP = "cruxmap.rules"


class Choice(Struct, frozen=True):
    """Which rules count: those of `select`, () being all, but none of `ignore`. Codes, their beginnings, or names."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule | Problem) -> bool:
        """Whether the rule counts."""
        return (not self.select or _named(rule, self.select)) and not _named(rule, self.ignore)


class RuleBook(Struct, frozen=True):
    """The rules there are: ours and those of installed packages, by name, and what is wrong with packages."""

    rules: Mapping[str, Rule]
    packages: Mapping[str, str]
    findings: list[Finding]

    def at(self, word: str) -> Rule:
        """The rule with that code or name, whatever its capitals. CruxmapError with the nearest for other words."""
        found = next((rule for rule in self.rules.values() if word.casefold() in _words(rule)), None)
        if found is None:
            raise CruxmapError(f"there is no rule {quoted(word)}: {self.hint(word)}")
        return found

    def hint(self, word: str) -> str:
        """What may have been meant by a word that names no rule."""
        by_code = did_you_mean(word.upper(), (rule.code for rule in self.rules.values()))
        return by_code or did_you_mean(word.lower(), self.rules) or _ALL

    def names(self, word: str) -> bool:
        """Whether a word is a rule's name, its code, or the beginning of some code."""
        return any(_named(rule, (word,)) for rule in self.rules.values())


_ALL = "`cruxmap explain` lists them"


def rule_book() -> RuleBook:
    """All rules: our own, then those of the entry points `cruxmap.rules`, each a Rule or several."""
    findings: list[Finding] = []
    rules = {rule.name: rule for rule in RULES}
    packages: dict[str, str] = {}
    for plugin in load_plugins(GROUP, findings):
        for rule in plugin.value if isinstance(plugin.value, (tuple, list)) else (plugin.value,):
            fault = _unfit(rule, rules)
            if fault or not isinstance(rule, Rule):
                findings.append(failed(plugin.package, f"{plugin.name} {fault}"))
            else:
                rules[rule.name] = rule
                packages[rule.name] = plugin.package
    return RuleBook(rules, packages, findings)


def check(
    subject: Subject,
    findings: Iterable[Finding],
    ignores: Iterable[Ignore] = (),
    *,
    book: RuleBook | None = None,
    choice: Choice = Choice(),  # noqa: B008 - it is frozen
    settled: Callable[[str], Choice] | None = None,
) -> list[Problem]:
    """What is wrong in a library, sorted by place.

    `findings` are those of reading and building. Rules count that `choice` takes, and in each file only those that
    its library's settings, `settled(file)`, take as well. Comments (`ignores`) silence a rule in their entry, and
    are themselves reported if they silence nothing there or name no rule; errors are not silenced by comments.
    """
    book = book or rule_book()
    chosen = [rule for rule in book.rules.values() if choice.takes(rule)]
    found = [*book.findings, *findings, *(finding for rule in chosen for finding in _run(rule, subject, book))]
    silenced = _Silence(ignores)

    def counts(problem: Problem) -> bool:
        return choice.takes(problem) and (settled is None or settled(problem.span.file).takes(problem))

    problems = [problem for problem in report(found, book.rules) if counts(problem)]
    heard = [problem for problem in problems if problem.severity == "error" or not silenced.covers(problem)]
    tied = {subject.graph.node(tie.node_id).span.file for tie in subject.ties}

    def could_find(rule: Rule, file: str) -> bool:
        in_file = settled is None or settled(file).takes(rule)
        return choice.takes(rule) and in_file and (file in tied or not rule.needs_text)

    more = (problem for problem in report(silenced.faults(book, could_find), book.rules) if counts(problem))
    return sorted([*heard, *more], key=place)


class _Silence:
    """The comments that silence rules, by the lines they reach, and which of their words did silence something."""

    def __init__(self, ignores: Iterable[Ignore]) -> None:
        self.all = list(ignores)
        self.by_line: dict[tuple[str, int], list[Ignore]] = {}
        for ignore in self.all:
            for line in range(ignore.first, ignore.last + 1):
                self.by_line.setdefault((ignore.span.file, line), []).append(ignore)
        self.used: set[tuple[Ignore, str]] = set()

    def covers(self, problem: Problem) -> bool:
        """Whether a comment silences the problem; every one that does is used."""
        found = False
        for ignore in self.by_line.get((problem.span.file, problem.span.line), ()):
            for word in ignore.codes:
                if word.upper() == problem.code or word.lower() == problem.name:
                    self.used.add((ignore, word))
                    found = True
        return found

    def faults(self, book: RuleBook, could_find: Callable[[Rule, str], bool]) -> Iterator[Finding]:
        """Words that name no rule that a comment can silence, and words that silence nothing although they could."""
        known = {name: rule for rule in book.rules.values() for name in (rule.code.lower(), rule.name)}
        for ignore in self.all:
            for word in ignore.codes:
                rule = known.get(word.lower())
                if rule is None:
                    message = f"the comment silences {quoted(word)}, which is no rule"
                    hint = "name each rule, beginnings do not count" if book.names(word) else book.hint(word)
                    yield Finding(rule="bad-ignore", message=message, span=ignore.span, hint=hint)
                elif rule.severity == "error":
                    message = f"{quoted(word)} is an error, which no comment silences"
                    yield Finding(rule="bad-ignore", message=message, span=ignore.span, hint="mend what it finds")
                elif could_find(rule, ignore.span.file) and (ignore, word) not in self.used:
                    message = f"{quoted(word)} finds nothing here to silence"
                    is_all = len(ignore.codes) == 1
                    hint = "drop the comment" if is_all else f"drop {quoted(word)} from the comment"
                    yield Finding(rule="unused-ignore", message=message, span=ignore.span, hint=hint)


def _run(rule: Rule, subject: Subject, book: RuleBook) -> Iterator[Finding]:
    if rule.check is None:
        return
    package = book.packages.get(rule.name)
    if package is None:
        yield from (_stamped(rule, fault) for fault in rule.check(subject))
        return
    try:
        yield from [_stamped(rule, _sound(fault)) for fault in rule.check(subject)]
    except Exception as error:  # noqa: BLE001 - a stranger's check may raise anything; its package is named
        yield failed(package, f"rule {rule.code} {rule.name} broke down", error)


def _sound(fault: object) -> Fault:
    """The fault, if it is one; TypeError if a package's check yields something else."""
    texts = (fault.message, fault.hint) if isinstance(fault, Fault) else (None,)
    if not isinstance(fault, Fault) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"it yields {quoted(repr(fault))}, which is no Fault(span, message, hint)")
    if not isinstance(fault.span, Span) or not isinstance(fault.edit, (Edit, type(None))):
        raise TypeError(f"the span or edit of {quoted(fault.message)} is none")
    return fault


def _stamped(rule: Rule, fault: Fault) -> Finding:
    return Finding(rule=rule.name, message=fault.message, span=fault.span, hint=fault.hint, edit=fault.edit)


def _unfit(rule: object, rules: Mapping[str, Rule]) -> str:
    """Why a package's rule cannot be used, "" if it can."""
    if not isinstance(rule, Rule):
        return f"is no Rule but of type {type(rule).__name__}"
    texts = (rule.code, rule.name, rule.severity, rule.meaning, rule.why, rule.fix, rule.bad, rule.good)
    if not all(isinstance(text, str) for text in texts) or not (rule.check is None or callable(rule.check)):
        return "is a Rule with fields of the wrong types"
    if not re.fullmatch(r"[A-Z]{2,}\d{3}", rule.code) or rule.code.startswith("CM"):
        return f"has the code {quoted(rule.code)}: capitals other than CM and three digits"
    if rule.severity not in ("error", "warning", "info"):
        return f"has the severity {quoted(rule.severity)}: error, warning or info"
    taken = next((known for known in rules.values() if rule.name == known.name or rule.code == known.code), None)
    return f"is called {rule.code} {rule.name}, and {taken.code} {taken.name} is there already" if taken else ""


def _named(rule: Rule | Problem, words: Collection[str]) -> bool:
    return any(word == rule.name or (_CODE.match(word) and rule.code.startswith(word.upper())) for word in words)


_CODE = re.compile(r"[A-Za-z]{2,}\d{0,3}$")


def _words(rule: Rule) -> tuple[str, str]:
    return rule.code.casefold(), rule.name
