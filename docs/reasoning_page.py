"""The page on how maps are weighed: prose, and the tables of how relations count and of the semantics."""

from __future__ import annotations

from cruxmap.graph.reasoning.change import MOST_TRIED
from cruxmap.graph.reasoning.counting import COUNTS, MODALITY, SIDE, Count
from cruxmap.graph.reasoning.semantics import CLIP, SEMANTICS
from cruxmap.graph.reasoning.strength import MOST_ROUNDS, STEP, TOLERANCE

FORMULAS = {
    "mlp": "logit σ = logit τ + Σ ± w·σ",
    "df-quad": "E = Π(1 − w·σ) of attackers − Π(1 − w·σ) of supporters; σ = τ + (1 − τ)·max(E, 0) − τ·max(−E, 0)",
    "quadratic-energy": "E = Σ ± w·σ, h(x) = max(x, 0)² / (1 + max(x, 0)²); σ = τ + (1 − τ)·h(E) − τ·h(−E)",
    "euler": "E = Σ ± w·σ; σ = 1 − (1 − τ²) / (1 + τ·exp E)",
}

PAGE = """\
# How maps are weighed

Generated from `graph/reasoning/` by `make docs`. The [guide](guide.md#what-stands-and-which-crux-matters) shows it at
work.

## What stands

Every node that can be argued for **stands**, **falls** or is **open** (`in`, `out`, `undecided` in JSON):

- it falls if something that stands attacks it, if something it needs falls, or if it has supporters and all of them
  fall;
- it stands if all that attacks it falls, all it needs stands, and one of its supporters stands, if it has any;
- else it is open. A leaf stands; a circle of attacks that nothing decides from outside stays open.

So what is rested on reasons falls with them: a claim whose only reason falls fares worse than one given without any.

An argument needs all its premises; what attacks the argument is an undercut. This is the grounded labelling (Dung 1995,
Caminada 2006) over AND/OR nodes, the least there is: nothing stands or falls that need not.

The **sides of a crux are assumptions**. Whatever the map says for or against them, a crux is open until you take a
side; then that side stands and its rivals fall, and what follows is worked out. What attacks the side you take is not
abolished: `weigh` tells you that you took it although that stands. What is decided with some sides taken stays so when
you take more, so what stands with no side taken stands whichever side is right. Nodes that are `same_as` one another
are weighed as one, and so are positions with one side on cruxes that are.

## How each relation counts

| relation | standing | strength |
|---|---|---|
{counts}
| all others | nothing | nothing |

What brings something about does not make it stand, and a mitigation does not abolish its failure mode: both count in
strength only. A link counts as much whether explicit or inferred.

## Strength

Standing knows no more or less. **Strength** does: from a base score τ for every node, 0 to 1, and all that pushes it, a
strength σ is worked out, 0 to 1. It says how far the map bears a node out. It is **not a probability**.

Base scores come from how firmly a node is put forward ({modality}; a side {side:g}),
then from `[belief]` in `cruxmap.toml`, then from `beliefs.toml` (`cruxmap believe`), then from `--believe`. A credence
in one side of a crux leaves the rest to the others. What you take or assume has strength 1, what you deny and the
rivals of what you take 0. Of several relations between two nodes the weights add up. A node is never stronger than a
premise or a strict requirement of it.

Nodes that push one another in a circle are worked out together: all start at their base scores and go {step:g} of the
way to what the others make of them, all at once, until none is further off than {tolerance:g}. Where that takes more
than {rounds:,} rounds they, and all that depends on them, have **no stable strength**. The page of `export html` does
the same, to the last digits.

## Gradual semantics

| `--semantics` | | strength | from |
|---|---|---|---|
{semantics}

`{default}` is the default. Its base scores stay {clip:g} away from 0 and 1. With weights of 1 the others are as
published, and give the published numbers.

## Which crux matters

`cruxmap rank` asks of every crux what a target becomes under each of its sides, all else being as you have it: what you
take of other cruxes, what you assume, deny and believe. Only what lies between crux and target is worked out anew, and
that exactly; slopes would miss what a flip does. Twins are one crux; one with a single side has it taken or denied.

- The **swing** is the target's strength under the hopeful side (optimist, pro, …) less that under the other; with more
  than two sides, of the two that differ most.
- The **expected move** is how far the strength moves on average once the crux is settled, Σ p·|S − Σ p·S| over the
  sides, which is 2p(1 − p)·|swing| for two. p is how you believe the sides (`cruxmap believe`, `--believe`), and the
  same for all where you said nothing. By it cruxes are ranked, then by swing, by whether they change what stands, and
  by id; of several targets it is added up.
- The **share** is the Shapley value: of a set of cruxes the value is the target's strength with these settled for the
  second side and the others for the first. It is exact while that is cheap, else sampled from random orders, each with
  its reverse, with its standard error.

`cruxmap change` looks for the fewest cruxes which, settled otherwise, give a node another label. It tries {tried:,}
ways to settle them at the most, smaller ones first, and says how far it came.

## Weighing otherwise

A library says in its `cruxmap.toml` how it wants to be weighed:

```toml
[reasoning]
semantics = "df-quad"

[reasoning.weights]      # 0 to 10, for strength
causes = 0.8

[reasoning.modality]     # base scores
possible = 0.4
```
"""


def reasoning() -> str:
    """The page, as Markdown."""
    return PAGE.format(
        counts="\n".join(f"| {_name(row)} | {_for_standing(row)} | {_for_strength(row)} |" for row in COUNTS),
        modality=", ".join(f"{name} {score:g}" for name, score in MODALITY.items()),
        semantics="\n".join(
            f"| `{row.name}` | {row.title} | {FORMULAS[row.name]} | {row.paper} |" for row in SEMANTICS
        ),
        side=SIDE,
        step=STEP,
        tolerance=TOLERANCE,
        rounds=MOST_ROUNDS,
        default=SEMANTICS[0].name,
        clip=CLIP,
        tried=MOST_TRIED,
    )


def _name(row: Count) -> str:
    return f"`{row.relation}`{' with `strict: true`' if row.strict else ''}"


def _for_standing(row: Count) -> str:
    return {"+": "supports", "-": "attacks", "!": "is needed", "": "nothing"}[row.standing]


def _for_strength(row: Count) -> str:
    if row.strength == "!":
        return "the other is never stronger"
    sign = "+" if row.strength == "+" else "−"
    return f"{sign}{row.weight:g}{', from what is needed to what needs it' if row.backward else ''}"
