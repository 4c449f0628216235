"""The reader of a library: what is believed and taken in its settings and beliefs, and how it wants to be weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..graph.problem import CruxmapError, Finding, Span, quoted
from ..graph.reasoning.counting import MODALITY, WEIGHTS
from ..graph.reasoning.layers import one, over
from ..graph.reasoning.naming import crux_meant, side_meant, weighed
from ..graph.reasoning.semantics import SEMANTICS
from ..graph.reasoning.stance import NO_STANCE, Stance
from .belief_file import BELIEFS, RULE, BeliefFile, read_beliefs
from .homes import homes, kept_at
from .settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..graph.graph import Graph
    from ..graph.reasoning.layers import Thing
    from .library import Library

DEFAULT = SEMANTICS[0].name


class Reader(Struct, frozen=True, kw_only=True):
    """Who weighs a library: the sides taken, by crux, credences by node, both by full id, and how links count.

    `weights` (by relation) and `modality` (base scores) are whole, `semantics` is the name of one. `places` says where
    each side and credence is written; `findings` what is wrong in what was read.
    """

    takes: Mapping[str, str]
    beliefs: Mapping[str, float]
    semantics: str = DEFAULT
    weights: Mapping[str, float] = WEIGHTS
    modality: Mapping[str, float] = MODALITY
    places: Mapping[str, Span]
    findings: tuple[Finding, ...] = ()

    @property
    def stance(self) -> Stance:
        """What the reader takes and believes."""
        return Stance(takes=self.takes, beliefs=self.beliefs)


def belief_paths(library: Library, given: Sequence[str] = ()) -> list[str]:
    """Where what is believed of a library is kept, the first for what is new: beside its cruxmap.toml, and of the
    shipped maps in the user's data folder. `given` are the paths that name the library."""
    return kept_at(BELIEFS, library.documents, given)


def reading(library: Library, given: Sequence[str] = (), *, path: str = "") -> Reader:
    """The reader of a library: what its `[reasoning]`, `[belief]` and beliefs.toml say, the last over the others.

    Of several libraries the first counts over the next, in each setting. With a `path` that file is read in place of
    every beliefs.toml. What is written wrongly is told in `findings`, and the rest counts.
    """
    findings: list[Finding] = []
    settings = [read_settings(home, []) for home in homes(library.documents, given)]
    files = [BeliefFile(found.reasoning.beliefs) for found in reversed(settings)]
    files += [read_beliefs(place, findings) for place in ([path] if path else reversed(belief_paths(library, given)))]
    stance, places = NO_STANCE, dict[str, Span]()
    for file in files:
        stance = over(library.graph, _meant(library.graph, file, places, findings), stance)
    return Reader(
        takes=stance.takes,
        beliefs=stance.beliefs,
        semantics=next((found.reasoning.semantics for found in settings if found.reasoning.semantics), DEFAULT),
        weights=_first(WEIGHTS, (found.reasoning.weights for found in reversed(settings))),
        modality=_first(MODALITY, (found.reasoning.modality for found in reversed(settings))),
        places={name: places[name] for name in (*stance.takes, *stance.beliefs)},
        findings=tuple(findings),
    )


def _meant(graph: Graph, file: BeliefFile, places: dict[str, Span], findings: list[Finding]) -> Stance:
    """What a file says, by full id; what names nothing, or says two things of one, is told."""
    beliefs: dict[str, float] = {}
    takes: dict[str, str] = {}
    named: dict[Thing, tuple[str, float | str]] = {}
    for said in file.beliefs:
        try:
            node_id = weighed(graph, said.word)
            _refuse_two(named, one(graph, node_id), said.word, said.number)
        except CruxmapError as error:
            findings.append(_unclear(error, said.span))
        else:
            beliefs[node_id], places[node_id] = said.number, said.span
    for taken in file.takes:
        try:
            crux = crux_meant(graph, taken.crux)
            side = side_meant(graph, crux, taken.side)
            _refuse_two(named, (graph.one(crux), _TAKEN), taken.crux, side)
        except CruxmapError as error:
            findings.append(_unclear(error, taken.span))
        else:
            takes[crux], places[crux] = side, taken.span
    return Stance(takes=takes, beliefs=beliefs)


_TAKEN = "/"  # no side is called so


def _refuse_two(named: dict[Thing, tuple[str, float | str]], thing: Thing, word: str, value: float | str) -> None:
    """Raise CruxmapError where something else was said of the same thing."""
    before, said = named.setdefault(thing, (word, value))
    if said != value:
        raise CruxmapError(f"{quoted(word)} is the same as {quoted(before)}: keep one of them")


def _unclear(error: CruxmapError, span: Span) -> Finding:
    message, _, hint = str(error).partition(": ")
    return Finding(rule=RULE, message=message, span=span, hint=hint)


def _first(known: Mapping[str, float], said: Iterable[tuple[tuple[str, float], ...]]) -> Mapping[str, float]:
    found = dict(known)
    for rows in said:
        found.update(rows)
    return found
