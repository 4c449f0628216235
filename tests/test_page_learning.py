"""The page's learning paths are those of `study path`: held against each other on many graphs."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from browsing import Watched, focused, fresh, texts, watched, written
from cruxmap.exports.exporter import Options
from cruxmap.exports.html.page_data import page_data
from cruxmap.exports.html.study_data import learning_data
from cruxmap.graph.graph import Graph
from cruxmap.graph.model import Crux, Link, Node, Reference, Source, Topic
from cruxmap.graph.study.learning import learning_path, needed_only
from cruxmap.graph.study.needs import NEEDS
from graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import cruxmap
    from cruxmap.graph.study.learning import LearningPath
    from playwright.sync_api import Browser, Page

CASES = 1_500
LONG = 10_000
SCRIPTS = ("dom", "model", "components", "learning_order", "learning")
LEARN = """([scripts, learning, cases]) => {
  document.body.replaceChildren(document.createElement("script"));
  const holder = document.body.firstChild;
  Object.assign(holder, { type: "application/json", id: "data" });
  const ids = (nodes) => nodes.map(({ id }) => id);
  return cases.map(([data, asked]) => {
    holder.textContent = JSON.stringify(data);
    const [learn, node, neededOnly, unpack] = new Function(`${scripts}; return [learningPath, (id) => byId.get(id), neededOnly, rulesOf];`)();
    const rules = unpack(learning);
    return asked.map(([target, known]) => {
      const whole = learn(rules, node(target), known.map(node));
      return [whole, neededOnly(rules, whole)].map((path) => ({ steps: path.steps.map((step) => ({ ...step, node: step.node.id, twins: ids(step.twins), references: ids(step.references),
        because: step.because.map(({ from, relation, to }) => [from.id, relation.name, to.id]) })),
        known: ids(path.known), skipped: ids(path.skipped), unneeded: ids(path.unneeded) }));
    });
  });
}"""
KINDS = ("concept", "mechanism", "failure_mode", "mitigation", "crux", "claim", "argument", "reference")
RELATIONS = (*(need.relation for need in NEEDS), "same_as", "contrasts_with", "cites", "related_to")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto("about:blank")
    yield opened
    opened.close()


Asked = list[tuple[str, list[str]]]


def learned(page: Page, cases: Iterable[tuple[Graph, Asked]]) -> list[list[list[dict[str, Any]]]]:
    """What the page makes of targets and what is known, for each graph: the path, and the same without what can be
    skipped."""
    folder = files("cruxmap.exports.html") / "scripts"
    scripts = "".join((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    given = [[page_data(graph, Options(), ""), asked] for graph, asked in cases]
    found: list[list[list[dict[str, Any]]]] = page.evaluate(
        f"(text) => ({LEARN})(JSON.parse(text))", json.dumps([scripts, learning_data(), given])
    )
    return found


def expected(graph: Graph, path: LearningPath) -> list[dict[str, Any]]:
    return [told(path), told(needed_only(graph, path))]


def told(path: LearningPath) -> dict[str, Any]:
    def ids(nodes: Iterable[Node]) -> list[str]:
        return [node.id for node in nodes]

    return {
        "steps": [
            {
                "node": step.node.id,
                "twins": ids(step.twins),
                "role": step.role,
                "because": [[link.from_id, link.relation, link.to_id] for link in step.because],
                "optional": step.optional,
                "says": step.says,
                "external": step.external,
                "references": ids(step.references),
                "circle": step.circle,
            }
            for step in path.steps
        ],
        "known": ids(path.known),
        "skipped": ids(path.skipped),
        "unneeded": ids(path.unneeded),
    }


def made_up(chance: Random) -> Graph:
    """Any graph: topics, claims, arguments and works of two documents, twins, circles, links firm and weak."""
    count = chance.randint(1, 12)
    nodes: list[Node] = []
    for place in range(count):
        node_id, text = f"s{chance.randrange(2)}/n{place}", f"Node {place}."
        title = chance.choice(["", text, f"N{place}"])
        text = chance.choice([text, text, f"{title} (or else)"])
        kind = chance.choice(KINDS)
        complexity = chance.choice([None, None, *range(1, 11)])
        if kind in ("concept", "mechanism", "failure_mode"):
            nodes.append(Topic(id=node_id, kind=kind, text=text, title=title, complexity=complexity))
        else:
            made = {"reference": Reference, "crux": Crux}.get(kind, Node)
            nodes.append(made(id=node_id, kind=kind, text=text, title=title))
    claims = [node.id for node in nodes if node.kind == "claim"]
    for source in chance.sample(["s0/source", "s1/source", "s0/other"], chance.randint(0, 3)):
        thesis = chance.choice([*claims, "", "no/such"])
        nodes.append(Source(id=source, kind="source", text="A document.", title="A document", thesis=thesis))
    chance.shuffle(nodes)
    relations = chance.choice([RELATIONS, RELATIONS, ("requires", "part_of"), ("causes", "same_as")])
    links = [
        Link(
            from_id=chance.choice(nodes).id,
            relation=chance.choice(relations),
            to_id=chance.choice(nodes).id,
            basis=chance.choice(["explicit", "explicit", "inferred"]),
            modality=chance.choice(["asserted", "asserted", "likely", "possible", "hypothetical"]),
        )
        for _ in range(chance.randint(0, 3 * count))
    ]
    return Graph(nodes, links)


def test_paths_are_the_same_step_by_step(page: Page) -> None:
    chance = Random(7)
    cases: list[tuple[Graph, Asked]] = []
    for _ in range(CASES):
        graph = made_up(chance)
        ids = list(graph.nodes)
        cases.append((graph, [(chance.choice(ids), chance.sample(ids, min(len(ids), chance.randrange(3))))]))
    met: Counter[str] = Counter()
    for (graph, ((target, known),)), (found,) in zip(cases, learned(page, cases), strict=True):
        path = learning_path(graph, target, known)
        assert found == expected(graph, path)
        met.update(name for name in ("known", "skipped", "unneeded") if getattr(path, name))
        for step in path.steps:
            met.update(
                [
                    step.role,
                    *(
                        name
                        for name in ("optional", "says", "external", "circle", "twins", "references")
                        if getattr(step, name)
                    ),
                ]
            )
    assert min(met.values()) > 20  # of everything there is some
    assert len(met) == 13


def test_paths_to_every_node_of_the_shipped_maps_are_the_same(page: Page, shipped: cruxmap.Graph) -> None:
    chance = Random(8)
    ids = list(shipped.nodes)
    asked = [(target, chance.sample(ids, place % 4 * 5)) for place, target in enumerate(ids)]
    (found,) = learned(page, [(shipped, asked)])
    for (target, known), path in zip(asked, found, strict=True):
        assert path == expected(shipped, learning_path(shipped, target, known))


def test_long_chains_and_large_circles_need_no_stack(page: Page) -> None:
    nodes = [Topic(id=f"s/n{place}", kind="concept", text="T", complexity=1 + place % 10) for place in range(LONG)]
    links = [Link(from_id=f"s/n{place}", relation="requires", to_id=f"s/n{place + 1}") for place in range(LONG - 1)]
    back = Link(from_id=nodes[-1].id, relation="requires", to_id=nodes[0].id)
    cases: list[tuple[Graph, Asked]] = [
        (Graph(nodes, links), [("s/n0", ["s/n9000"])]),
        (Graph(nodes, [*links, back]), [("s/n0", ["s/n9000"]), ("s/n0", [])]),
    ]
    for (graph, asked), found in zip(cases, learned(page, cases), strict=True):
        for (target, known), path in zip(asked, found, strict=True):
            assert path == expected(graph, learning_path(graph, target, known))


BREAD = """
source: {id: bread, title: How bread rises, thesis: slow, url: "https://example.org/bread"}
claims:
  slow: {text: Slow dough makes better bread., about: [dough]}
concepts:
  gluten: {text: Protein that stretches., title: Gluten, complexity: 3, passage: it stretches}
  yeast: {text: A fungus that eats sugar., complexity: 2}
  dough: {text: Flour and water that hold together., complexity: 4, requires: [gluten, crumb]}
  crumb: {text: What is left of the dough., complexity: 4, requires: [dough]}
  chemistry: {text: What matter does., prerequisite_of: [source], complexity: 9}
  oven: {text: A hot box.}
mechanisms:
  rise: {text: Gas lifts the dough., requires: [dough, {to: oven, basis: inferred}], caused_by: [yeast]}
references:
  book: {text: A book on what matter does., title: Matter, url: "https://example.org/matter", about: [chemistry]}
"""


@pytest.fixture
def bread(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(browser, written(graph_of(BREAD), tmp_path_factory.mktemp("page"))) as found:
        yield found


def steps(page: Page) -> list[str]:
    said = "(all) => all.map((one) => `${one.value} ${one.dataset.id.slice(6)}`)"
    found: list[str] = page.eval_on_selector_all(".step", said)
    return found


def test_the_view_leads_through_a_document_to_its_thesis(bread: Watched) -> None:
    page = fresh(bread, "#view=study")
    page.click("#study-path")
    assert steps(page) == ["1 chemistry", "2 yeast", "3 gluten", "4 dough", "5 crumb", "6 oven", "7 rise", "8 slow"]
    assert page.inner_text(".path > p >> nth=0").startswith(
        "8 steps to learn."
    )  # rise, which is taught, asks for an oven
    assert texts(page, ".circle .step-name > a") == [
        "Flour and water that hold together.",
        "What is left of the dough.",
    ]
    assert "Not explained here: read Matter (open)" in page.inner_text('.step[data-id="bread/chemistry"]')
    assert page.inner_text('.step[data-id="bread/yeast"] .step-why') == "brings about Gas lifts the dough."
    assert (
        page.get_attribute('.step[data-id="bread/gluten"] .passage-link', "href")
        == "https://example.org/bread#:~:text=it%20stretches"
    )


def test_what_is_ticked_as_known_is_left_out_with_what_only_it_needs(bread: Watched) -> None:
    page = fresh(bread, "#view=study&study=path&learn=bread/rise")
    assert steps(page) == ["1 yeast", "2 gluten", "3 dough", "4 crumb", "5 oven", "6 rise"]
    page.focus('[id="step-bread/gluten"]')
    page.keyboard.press("Space")
    assert page.text_content("#status") == "Known: Gluten"
    assert focused(page) == "step-bread/dough"
    page.keyboard.press("Space")
    assert steps(page) == ["1 yeast", "2 oven", "3 rise"]
    assert texts(page, ".left-out h3") == ["Known (2)", "Left out with that, as nothing else needs it (1)"]
    page.reload()
    assert steps(page) == ["1 yeast", "2 oven", "3 rise"]
    page.check("#needed-only")
    assert steps(page) == ["1 yeast", "2 rise"]
    page.uncheck("#needed-only")
    page.click('.left-out [id="step-bread/dough"]')
    assert steps(page) == ["1 yeast", "2 dough", "3 crumb", "4 oven", "5 rise"]
    page.click('.left-out [id="step-bread/gluten"]')
    assert len(steps(page)) == 6
    assert page.evaluate("localStorage.length") == 0


def test_every_node_has_a_path_and_an_address_for_it(bread: Watched) -> None:
    page = fresh(bread, "#node=bread/dough")
    page.click("#to-path")
    assert steps(page) == ["1 gluten", "2 crumb", "3 dough"]
    page.fill("#pick-learn", "gas lifts")
    page.press("#pick-learn", "Enter")
    assert page.evaluate("location.hash") == "#view=study&node=bread/dough&study=path&learn=bread/rise"
    page.select_option("#learn-document", "bread/slow")
    assert steps(page)[-1].endswith("slow")
    page.go_back()
    assert steps(page)[-1].endswith("rise")
    page.click("#study-cards")
    assert page.locator(".path").count() == 0


def test_a_long_path_comes_in_parts(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    nodes = [Topic(id=f"s/n{place:03}", kind="concept", text=f"Node {place}") for place in range(400)]
    links = [Link(from_id=f"s/n{place:03}", relation="requires", to_id=f"s/n{place + 1:03}") for place in range(399)]
    with watched(browser, written(Graph(nodes, links), tmp_path_factory.mktemp("page"))) as shown:
        page = fresh(shown, "#view=study&study=path&learn=s/n000")
        assert page.locator(".step").count() == 150
        page.click("#more-steps")
        assert page.locator(".step").count() == 400
        assert focused(page) == "step-s/n249"
