// What is shown, as the address says it: every view, node and filter has an address, and back goes back.

const DEFAULTS = {
  view: "cruxes", node: "", focus: "", hops: "1", from: "", to: "", by: "kind", q: "",
  kind: "", side: "", source: "", modality: "", change: "",
  take: "", target: "", semantics: data.semantics, weigh: "",
  study: "", facet: "", card: "", answer: "", learn: "", steps: "",
};
const VIEWS = [];
let state = { ...DEFAULTS };

/** The state an address stands for; what it says wrongly is left out. */
function read(hash) {
  const found = { ...DEFAULTS, ...usual() };
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (name in DEFAULTS) found[name] = value;
  }
  if (!VIEWS.some((view) => view.name === found.view)) found.view = usual().view;
  if (!["1", "2", "3"].includes(found.hops)) found.hops = "1";
  for (const facet of FACETS) found[facet.name] = listed(parted(found[facet.name]).filter((value) => known(facet).has(value)));
  if (!Object.hasOwn(SEMANTICS, found.semantics)) found.semantics = DEFAULTS.semantics;
  if (found.weigh !== "open") found.weigh = "";
  if (found.study !== "path") found.study = "";
  if (found.answer !== "shown") found.answer = "";
  if (found.steps !== "needed") found.steps = "";
  if (found.view === "study") readStudy(found);
  found.take = readTakes(found.take);
  if (!byId.has(found.target) || numberOf(byId.get(found.target)) < 0) found.target = "";
  for (const name of ["node", "focus", "from", "to", "learn"]) if (!byId.has(found[name])) found[name] = DEFAULTS[name];
  return found;
}

/** What an address need not say: the cruxes, or the map around what changed or, without cruxes, what matters most. */
function usual() {
  const changed = nodes.find(({ change, kind }) => change && kind !== "source");
  const focus = data.focus || (changed && changed.id) || thesis() || (nodes[0] ? busiest().id : "");
  return { focus, view: changed || (nodes.length && !data.rows.length) ? "map" : "cruxes" };
}

/** The node at which most links are, documents apart, which have few of the argument's. */
function busiest() {
  const links = (node) => (node.kind === "source" ? -1 : node.out.length + node.into.length);
  return nodes.reduce((best, node) => (links(node) > links(best) ? node : best));
}

function thesis() {
  const source = data.sources.find(({ thesis: claim }) => byId.has(claim));
  return source ? source.thesis : "";
}

/** The address of the state with some changes. */
function address(changes) {
  const wanted = { ...state, ...changes };
  const said = { ...DEFAULTS, ...usual() };
  const words = new URLSearchParams();
  for (const name of Object.keys(DEFAULTS)) if (wanted[name] !== said[name]) words.set(name, wanted[name]);
  return `#${words.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}`;
}

/** Go to the state with some changes; back returns from there. */
function go(changes) {
  const hash = address(changes);
  if (hash === address({})) return apply(state);
  history.pushState(null, "", hash);
  return apply(read(hash));
}

/** Change the state without a step for back: for what changes letter by letter. */
function adjust(changes) {
  history.replaceState(null, "", address(changes));
  apply(read(location.hash));
}

/** The values of a filter: none means all. */
const chosen = (name) => new Set(parted(state[name]));

/** Words as a list in one, with commas between them; a comma of their own has a backslash before it. */
const listed = (values) => [...values].map((value) => value.replace(/[\\,]/g, "\\$&")).join(",");
const parted = (list) => (list.match(/(?:\\[^]|[^,\\])+/g) || []).map((value) => value.replace(/\\([^])/g, "$1"));
