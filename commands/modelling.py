"""The command `draft` with a language model: what it is asked, what of its answers holds, and what was turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exports import terminal
from ..exports.json_ import dumps
from ..graph.problem import CruxmapError, quoted
from ..sources import text_of
from ..sources.drafting import draft_text
from ..sources.files import write_text
from ..sources.given import STANDARD_INPUT
from ..sources.model_answer import Answered, Rejected, read_answer
from ..sources.model_client import ask, endpoint, the_model
from ..sources.model_http import short
from ..sources.model_nodes import take
from ..sources.model_prompt import numbered, prompts
from .answer import Answer
from .drafts import hand_out

if TYPE_CHECKING:
    from ..exports.layout import Line
    from ..graph.model import SourceMap
    from ..sources.model_client import Endpoint
    from ..sources.model_nodes import Drafted
    from ..sources.model_prompt import Prompt
    from .answer import Console
    from .drafts import Asked, Made

MOST_REJECTED = 10


def with_model(console: Console, made: Made, base: SourceMap, asked: Asked) -> Answer:
    """The map that rules drafted with what a model adds to it; or what the model would be asked."""
    _refuse_odd_mixtures(asked)
    text = made.given.text or ""
    passages = numbered(text)
    asking = prompts(base, passages, asked.tokens)
    if asked.prompt_only:
        return Answer(
            "\n".join(_printed(prompt, place, len(asking)) for place, prompt in enumerate(asking, 1)), made.told
        )
    told: list[Line] = []
    answers: list[Answered] = []
    if asked.answers:
        answers = [answered for path in asked.answers for answered in read_answer(_from(console, path))]
        fault = ""
    else:
        secret = console.secret
        place = endpoint(asked.model, asked.base_url, secret("CRUXMAP_API_KEY"), secret("OPENAI_API_KEY"))
        told += _before(place, asking, is_dry=asked.dry_run)
        if asked.dry_run:
            return Answer("", (*made.told, *told))
        answers, fault = _asked(console, place, asking, asked.timeout)
    if fault:
        told.append([(f"{place.host}: {fault}", "failure")])
        if not answers:
            return Answer("", (*made.told, *told), 1)
    drafted = take(base, text, passages, answers)
    told += _after(drafted, asked.rejected)
    return hand_out(made.with_map(drafted.source_map), asked.output, draft_text, tuple(told), 1 if fault else 0)


def _asked(console: Console, place: Endpoint, asking: list[Prompt], timeout: float) -> tuple[list[Answered], str]:
    """What the model answers to all questions, up to the first it does not, and why it does not."""
    named = place if place.model else place.named(the_model(place, timeout))
    answers: list[Answered] = []
    for number, prompt in enumerate(console.progress(asking, "asking"), 1):
        reply = ask(named, prompt, timeout)
        if reply.fault:
            here = f" (question {number} of {len(asking)}, passages {prompt.first} to {prompt.last})"
            return answers, reply.fault + (here if len(asking) > 1 else "")
        found = read_answer(reply.text)
        if reply.is_cut:
            said = f"the answer on passages {prompt.first} to {prompt.last} was cut off for want of room"
            found.append(Answered(rejected=(Rejected(said, reply.text[-400:]),)))
        answers += found
    return answers, ""


def _before(place: Endpoint, asking: list[Prompt], *, is_dry: bool) -> list[Line]:
    """What goes where."""
    size = sum(prompt.tokens for prompt in asking)
    number = f"{len(asking)} question{'' if len(asking) == 1 else 's'}"
    verb = "would send" if is_dry else "sending"
    model = quoted(place.model) if place.model else "its model"
    said = f"{verb} {number} of about {size:,} tokens to {model} at {place.url}"
    said += ", with a key" if place.key else ""
    told: list[Line] = [[(said, "")]]
    if place.is_open:
        told.append([(f"the document goes to {place.host} unencrypted: https would hide it on its way", "failure")])
    return told


def _after(drafted: Drafted, path: str | None) -> list[Line]:
    """What came of the answers; what was turned down is listed, or written to a file."""
    nodes = ", ".join(terminal.counted(number, kind) for kind, number in drafted.nodes.items())
    links = f"{drafted.links} link{'' if drafted.links == 1 else 's'}"
    told: list[Line] = [[(f"taken from the answer: {nodes or 'no nodes'}; {links}", "")]]
    rejected = drafted.rejected
    if path is not None:
        rows = [{"reason": item.reason, "item": item.item} for item in rejected]
        try:
            write_text(path, dumps([dict(row) for row in rows]) + "\n")
        except OSError as error:
            raise CruxmapError(f"{quoted(path)} cannot be written: {error.strerror or error}") from error
        return [*told, [(f"turned down: {len(rejected)}, written to {path}", "")]]
    for item in rejected[:MOST_REJECTED]:
        told += [[(f"turned down: {item.reason}", "failure")], [(f"  {short(item.item, 120)}", "faint")]]
    if len(rejected) > MOST_REJECTED:
        told.append([(f"and {len(rejected) - MOST_REJECTED} more (--rejected FILE keeps them)", "faint")])
    return told


def _printed(prompt: Prompt, place: int, number: int) -> str:
    head = f"question {place} of {number}: passages {prompt.first} to {prompt.last}, about {prompt.tokens:,} tokens"
    return f"===== {head} =====\n----- system -----\n{prompt.system}\n----- user -----\n{prompt.user}"


def _from(console: Console, path: str) -> str:
    """What a file, or standard input, has of a model's answer."""
    if path == STANDARD_INPUT:
        return console.piped().decode("utf-8-sig", "replace")
    found = text_of(path, repair=False)
    if found.text is None:
        raise CruxmapError(f"{quoted(path)} {found.findings[0].message.removeprefix('the file ')}")
    return found.text


def _refuse_odd_mixtures(asked: Asked) -> None:
    """Raise UsageError for options that do not go together."""
    if asked.dry_run and not asked.model:
        raise click.UsageError("--dry-run says what --model would send: name a model")
    if asked.answers and asked.model:
        raise click.UsageError("an answer comes --from-json or from a --model, not from both")
    if asked.prompt_only and asked.answers:
        raise click.UsageError("--prompt-only prints the question, --from-json takes the answer: one at a time")
