"""Argdown's text to what it says: blocks, relations by indentation, premise-conclusion structures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...graph.problem import quoted
from .cursor import Cursor, Said
from .debate import ARGUMENT, INFERENCE, STATEMENT, Debate, End, Entry, Inference, Line, Section, merged
from .exploding import explode
from .regrouping import regroup
from .relations import Loose, related
from .signs import SIGNS
from .token_patterns import Is
from .values import front_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Tell = Callable[[int, str, str], None]
    """Takes what is wrong: a place of the text, what, and what to do."""

_OUTSIDE = (Is.EMPTY_LINE, Is.END)
_FLAT = "put all items at one indentation, or an empty line between"
_CONCLUDE = "write a numbered conclusion below it"
_BLOCK_ENDS = (*_OUTSIDE, Is.NUMBER, Is.INFERENCE)


class _Open(Struct):
    """One that is being told of: what relates it to the one above, and whether its own relations have begun."""

    said: Said
    end: End
    relation: Loose | None = None
    has_block: bool = False


def read_debate(text: str, tell: Tell) -> Debate:
    """What the text says. Where it is not of Argdown's grammar, `tell` is told, and the rest is read as it stands."""
    return _Reader(text, tell).run()


class _Reader(Cursor):
    """Reads one text; `i` is the place of the next token."""

    def __init__(self, text: str, tell: Tell) -> None:
        super().__init__(text, tell)
        self.debate = Debate()
        self.relations: list[Loose] = []
        self.inferences: list[tuple[Inference, str, int]] = []
        self.section = -1

    def run(self) -> Debate:
        """Read block by block."""
        while self.next() in (Is.NEWLINE, Is.EMPTY_LINE):
            self.i += 1
        if self.next() is Is.FRONT_MATTER:
            self._front_matter()
        before: End | None = None
        while self.next() is not Is.END:
            if self.next() is Is.EMPTY_LINE:
                self.i += 1
                continue
            begin = self.i
            before = self._block(before)
            if self._at_relation():
                continue
            if self.next() not in _OUTSIDE and (self.i == begin or not self._begins_block()):
                self.fault("this is not where Argdown has it")
                self.skip(_OUTSIDE)
            elif self.next() not in _OUTSIDE:
                self._unparted()
        for entry in (*self.debate.statements.values(), *self.debate.arguments.values()):
            if entry.section < 0 and entry.first_section is not None:
                entry.section = entry.first_section
        related(self.debate, self.relations, [(title, place) for _, title, place in self.inferences])
        explode(self.debate, self.tell)
        regroup(self.debate)
        return self.debate

    def _front_matter(self) -> None:
        _, image, at = self.take()
        self.debate.front, fault = front_of(image)
        if fault:
            self.tell(at + fault.at, f"the front matter: {fault.message}", "write plain keys and values")
        model = self.debate.front.get("model")
        self.keeps_tags = not (isinstance(model, dict) and model.get("removeTagsFromText"))
        if self.next() is Is.NEWLINE:
            self.i += 1
        if self.next() not in _OUTSIDE:
            self.fault("an empty line must come before this")

    def _block(self, before: End | None) -> End | None:
        """One block. Returns the argument that it ends with, whose premises may come next."""
        sort = self.next()
        if sort is Is.HEADING:
            self._heading()
            return None
        if sort is Is.NUMBER:
            self._structure(before)
            return None
        if sort is Is.INDENT and self.tokens[self.i + 1][0] is Is.ITEM:
            self._items()
            return None
        if self._at_relation():
            self._stray()
            return None
        said = self.said()
        if not said:
            return None
        end = self._with_relations(said)
        return end if end.sort == ARGUMENT else None

    def _unparted(self) -> None:
        """Tell that a block begins where the one before it has not ended."""
        at = self.tokens[self.i][2]
        if self.text[self.text.rfind("\n", 0, at) + 1 : at].strip():
            self.fault("this must begin a line", "put an empty line before it; only @[…] and @<…> stand within a text")
        else:
            self.fault("an empty line must come before this")

    def _begins_block(self) -> bool:
        return self.next() in (Is.HEADING, Is.NUMBER) or self.next() >= Is.STATEMENT

    def _heading(self) -> None:
        level = len(self.take()[1]) - 1
        if self.next() < Is.TEXT:
            self.fault("this heading says nothing")
        text, tags = self.content()
        if self.next() is Is.NEWLINE:
            self.i += 1
        section = Section(" ".join(text.split()), level, self.section, tags, self._data())
        sections = self.debate.sections
        while section.parent >= 0 and sections[section.parent].level >= level:
            section.parent = sections[section.parent].parent
        self.section = len(sections)
        sections.append(section)

    def _items(self) -> None:
        """A list: of its items nothing is known but that they are said."""
        depth, bullets = 0, set[bool]()
        while self.next() not in _OUTSIDE:
            sort, image, at = self.tokens[self.i]
            if sort is Is.ITEM:
                self.i += 1
                bullets.add(image.strip() == "*")
                if len(bullets) > 1:
                    self.tell(at, "a list has either numbers or stars", "put an empty line between")
                said = self.said()
                if said:
                    self._with_relations(said)
            elif sort is Is.INDENT and self.tokens[self.i + 1][0] is Is.ITEM:
                if depth:
                    self.tell(self.tokens[self.i + 1][2], "a list within a list is none of Argdown's", _FLAT)
                self.i, depth, bullets = self.i + 1, depth + 1, set()
            elif sort is Is.DEDENT:
                self.i, depth, bullets = self.i + 1, depth - 1, set()
                if not depth:
                    break
            else:
                self.fault("this is not what a list goes on with")
                self.skip((Is.ITEM, Is.DEDENT, *_OUTSIDE))

    def _at_relation(self) -> bool:
        return Is.RELATION in (self.next(), self.next() is Is.INDENT and self.tokens[self.i + 1][0])

    def _stray(self) -> None:
        """Relations that stand below nothing: what they name is kept."""
        if self.i and self.tokens[self.i - 1][0] is not Is.EMPTY_LINE:
            self.fault("a relation must stand further in than what it relates to", "put spaces before it")
        else:
            self.fault("a relation has nothing above it here to relate to", "remove the empty line before it")
        self.i += self.next() is Is.INDENT
        self._relations_of([_Open(Said("", "", 0), End("", ""), has_block=True)])

    def _structure(self, before: End | None) -> None:
        """Premises and conclusions, of the argument before it or of one without a title."""
        at = self.tokens[self.i][2]
        if before and self.debate.arguments[before.title].lines:
            message = f"{quoted(before.title)} has its premises and conclusions already"
            self.fault(message, "give each argument one list")
            before = None
        title = before.title if before else self.new_title()
        argument = self.debate.arguments.setdefault(title, Entry(title, (0, at)))
        if self.section >= 0:
            argument.section = self.section
        inference: Inference | None = None
        while self.next() in (Is.NUMBER, Is.INFERENCE):
            if self.next() is Is.INFERENCE:
                if inference:
                    self.fault("the inference before this one leads to nothing", _CONCLUDE)
                inference = self._inference(title, len(argument.lines))
                continue
            self.i += 1
            said = self.said()
            if said and self._is_line(said, argument, inference):
                inference = None
        if inference:
            self.fault("this inference leads to nothing", _CONCLUDE)
        elif argument.lines and not argument.lines[-1].inference:
            self.tell(at, "this argument comes to no conclusion", "write ---- before the last line")

    def _is_line(self, said: Said, argument: Entry, inference: Inference | None) -> bool:
        """Whether what was numbered is a premise or conclusion; then the argument has it."""
        if said.sort != STATEMENT:
            self.tell(said.at, "an argument is no premise or conclusion", "number statements only")
        end = self._with_relations(said)
        if end.sort == STATEMENT:
            argument.lines.append(Line(end.title, said.data, inference, None if said.is_reference else said.text))
        return end.sort == STATEMENT

    def _inference(self, title: str, place: int) -> Inference:
        """An inference, and what undercuts it."""
        found = self.inference()
        self.inferences.append((found, title, place))
        self._relations_of([_Open(Said(INFERENCE, "", 0), End(INFERENCE, "", len(self.inferences) - 1))])
        return found

    def _with_relations(self, said: Said) -> End:
        """What is said, and all that is said of it below, further in."""
        opened = self._opened(said, None)
        self._relations_of([opened])
        return opened.end

    def _relations_of(self, opened: list[_Open]) -> None:
        """Read the relations below the one that is open, and those below these, to where they end."""
        while opened:
            top = opened[-1]
            sort = self.next()
            if not top.has_block and sort is Is.INDENT and self.tokens[self.i + 1][0] is Is.RELATION:
                self.i += 1
                top.has_block = True
            elif sort is Is.RELATION and (top.has_block or len(opened) == 1):
                if not top.has_block:
                    self.fault("a relation must stand further in than what it relates to", "put spaces before it")
                sign, at = self.take()[1].strip("' \t"), self.tokens[self.i - 1][2]
                said = self.said()
                if said:
                    opened.append(self._opened(said, self._loose(sign, top.end, at)))
            elif top.has_block and sort not in (Is.DEDENT, *_BLOCK_ENDS):
                self.fault("this is not where Argdown has it")
                self.skip((Is.RELATION, Is.DEDENT, *_BLOCK_ENDS))
            else:
                self.i += top.has_block and sort is Is.DEDENT
                self._close(opened.pop())

    def _loose(self, sign: str, owner: End, at: int) -> Loose:
        sort, leads_out = SIGNS[sign]
        end = owner
        if owner.sort == INFERENCE and (sort != "undercut" or leads_out):
            self.tell(
                at, "an inference can only be undercut", "write <_, or put this below the argument or its conclusion"
            )
        if sort == "undercut" and not leads_out and owner.sort == STATEMENT and self.inferences:
            end = End(INFERENCE, "", len(self.inferences) - 1)
        return Loose(sort, owner, None, at) if leads_out else Loose(sort, None, end, at)

    def _opened(self, said: Said, relation: Loose | None) -> _Open:
        said.title = said.title or self.new_title()
        entries = self.debate.arguments if said.sort == ARGUMENT else self.debate.statements
        if said.title not in entries:
            entries[said.title] = Entry(said.title, (0, said.at))
        end = End(said.sort, said.title)
        if relation and relation.sort == "contradictory" and said.sort == ARGUMENT:
            self.tell(said.at, "only statements contradict one another", "write - or <- for an attack")
        return _Open(said, end, relation)

    def _close(self, done: _Open) -> None:
        """What was said counts from here on, after all that stands below it."""
        said = done.said
        if said.sort not in (STATEMENT, ARGUMENT):
            return
        entry = (self.debate.arguments if said.sort == ARGUMENT else self.debate.statements)[said.title]
        entry.tags.update(said.tags)
        if said.data:
            entry.data = merged(entry.data, said.data)
        if not said.is_reference:
            entry.say(said.text, said.data)
        if entry.first_section is None:
            entry.first_section = self.section
        inside = said.data.get("isInGroup")
        if inside is True or ("isInGroup" not in said.data and not said.is_reference and entry.section < 0):
            entry.section = self.section
        if done.relation and (done.relation.start or done.relation.end) != End("", ""):
            done.relation.fill(done.end)
            self.relations.append(done.relation)
