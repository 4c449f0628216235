// Filters by kind, side, source and modality: combined, counted, and taken back at once.

const FACETS = [
  { name: "kind", title: "Kind", of: (node) => [node.kind], say: (value) => (kinds.get(value) || {}).many || value },
  { name: "side", title: "Side", of: (node) => node.sides || [], say: (value) => value },
  { name: "source", title: "Source", of: (node) => [node.source], say: sourceName },
  { name: "change", title: "What changed", of: (node) => (node.change ? [node.change] : []), say: (value) => value },
  { name: "modality", title: "Put forward as", of: (node) => [node.modality || "asserted"], say: (value) => value },
];
let wanted = new Map();

/** Every value a facet has in this map, in the order of the graph. */
const known = (facet) => (facet.known ||= new Set(nodes.flatMap(facet.of)));

/** Whether a node passes the filters that are set. */
const passes = (node) => FACETS.every((facet) => fits(node, facet));

const isFiltered = () => FACETS.some((facet) => wanted.get(facet.name).size > 0);

function fits(node, facet) {
  const values = wanted.get(facet.name);
  return values.size === 0 || facet.of(node).some((value) => values.has(value));
}

/** Take the filters from the state, before anything is drawn. */
function readFilters() {
  wanted = new Map(FACETS.map((facet) => [facet.name, chosen(facet.name)]));
}

/** How many nodes each value of a facet would leave, given what the other facets leave. */
function tally(facet) {
  const others = FACETS.filter((other) => other !== facet);
  const numbers = new Map();
  for (const node of nodes) {
    const counts = others.every((other) => fits(node, other));
    for (const value of facet.of(node)) numbers.set(value, (numbers.get(value) || 0) + (counts ? 1 : 0));
  }
  return numbers;
}

const MOST_VALUES = 60;

function drawFilters() {
  const box = at("filters");
  const open = document.activeElement && box.contains(document.activeElement) ? document.activeElement.id : "";
  const left = nodes.filter(passes).length;
  box.replaceChildren(
    ...FACETS.map(facetBox).filter(Boolean),
    el("p", { class: "filter-sum" }, `${left} of ${counted(nodes.length, "node", "nodes")} `,
      el("button", { type: "button", id: "reset", disabled: !isFiltered(), onclick: resetFilters }, "Reset filters")),
  );
  at("filter-count").textContent = isFiltered() ? ` (${[...wanted.values()].reduce((sum, set) => sum + set.size, 0)})` : "";
  if (open && at(open)) at(open).focus();
}

function facetBox(facet) {
  const numbers = tally(facet);
  const values = [...numbers.keys()].sort((a, b) => order(facet, a) - order(facet, b));
  if (values.length === 0) return null;
  const shown = values.slice(0, MOST_VALUES);
  return el("fieldset", { class: "facet" }, el("legend", {}, facet.title),
    el("div", { class: "choices" }, shown.map((value) => choice(facet, value, numbers.get(value))),
      values.length > shown.length && el("span", { class: "faint" }, `and ${values.length - shown.length} more`)));
}

/** Kinds in the order of the vocabulary, everything else as it comes. */
const order = (facet, value) => (facet.name === "kind" ? kinds.get(value).rank : 0);

function choice(facet, value, number) {
  const id = `filter-${facet.name}-${value}`;
  const checked = wanted.get(facet.name).has(value);
  return el("label", { class: `choice${number ? "" : " none"}` },
    el("input", { type: "checkbox", id, checked, onchange: () => toggle(facet.name, value) }),
    ` ${facet.say(value)} `, el("span", { class: "count" }, String(number)));
}

function toggle(name, value) {
  const values = chosen(name);
  if (!values.delete(value)) values.add(value);
  adjust({ [name]: listed(values) });
  say(`${counted(nodes.filter(passes).length, "node", "nodes")} pass the filters`);
}

function resetFilters() {
  adjust(Object.fromEntries(FACETS.map((facet) => [facet.name, ""])));
  say("All filters taken back");
  at("filter-button").focus();
}
