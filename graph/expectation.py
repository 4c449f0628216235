"""What a map expects of reasoning: sides that are taken, and what then stands, falls, is open or how strong it is."""

# Annotations are not postponed here: msgspec would evaluate them anew at every start.

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from .problem import Span


class Mention(Struct, frozen=True, array_like=True, gc=False):
    """A node by its full id, or a side by its name, and where it is named."""

    id: str
    span: Span = Span()


class Taking(Struct, frozen=True, array_like=True):
    """A crux and the side of it that is taken."""

    crux: Mention
    side: Mention


class Credence(Struct, frozen=True, array_like=True):
    """A node and the base score from 0 to 1 that it is given."""

    node: Mention
    value: float


class Bounds(Struct, frozen=True, array_like=True):
    """A node and between what its strength lies, both from 0 to 1; None where there is no bound, never for both."""

    node: Mention
    at_least: float | None = None
    at_most: float | None = None


class Expectation(Struct, frozen=True, kw_only=True, array_like=True):
    """An entry of `expect:`, its fields called as the keys of a map file; at least one of the last four has something.

    What is taken, assumed, denied and believed is how the reader sees it; the rest is what should follow.
    """

    take: tuple[Taking, ...] = ()
    assume: tuple[Mention, ...] = ()
    deny: tuple[Mention, ...] = ()
    believe: tuple[Credence, ...] = ()
    stands: tuple[Mention, ...] = ()
    falls: tuple[Mention, ...] = ()
    open: tuple[Mention, ...] = ()
    strength: tuple[Bounds, ...] = ()
    note: str = ""
    span: Span = Span()


RESULTS = ("stands", "falls", "open", "strength")


def named_nodes(expectation: Expectation) -> Iterator[Mention]:
    """Every node that is named, the cruxes of which a side is taken left out, in the order of the fields."""
    yield from expectation.assume
    yield from expectation.deny
    yield from (credence.node for credence in expectation.believe)
    yield from expectation.stands
    yield from expectation.falls
    yield from expectation.open
    yield from (bounds.node for bounds in expectation.strength)


def with_mentions(expectation: Expectation, change: Callable[[Mention], Mention]) -> Expectation:
    """The same expectation with all that it names changed, sides too."""

    def all_of(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(change(mention) for mention in mentions)

    return replace(
        expectation,
        take=tuple(Taking(change(taking.crux), change(taking.side)) for taking in expectation.take),
        assume=all_of(expectation.assume),
        deny=all_of(expectation.deny),
        believe=tuple(replace(credence, node=change(credence.node)) for credence in expectation.believe),
        stands=all_of(expectation.stands),
        falls=all_of(expectation.falls),
        open=all_of(expectation.open),
        strength=tuple(replace(bounds, node=change(bounds.node)) for bounds in expectation.strength),
    )
