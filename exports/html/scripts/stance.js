// The reader's stance: which sides are taken, as the address says it, and how the map stands under them.

let reasoned = null;

/** What is weighed: the page's framework, read when it is first asked for, and which of its nodes each node of the map is. */
function reasoning() {
  if (!reasoned) {
    const { framework, places, semantics } = JSON.parse(at("reasoning").textContent);
    reasoned = { framework: unpacked(framework), places, semantics, first: new Map(), known: new Map() };
    for (const node of nodes) if (places[node.place] >= 0 && !reasoned.first.has(places[node.place])) reasoned.first.set(places[node.place], node);
  }
  return reasoned;
}

/** The framework's number of a node, -1 if it is not weighed; and the first of the nodes with a number. */
const numberOf = (node) => reasoning().places[node.place];
const nodeAt = (number) => reasoning().first.get(number);

/** Whether the page tells how things stand: once a side is taken, or the panel is open. */
const isWeighing = () => Boolean(state.take || state.weigh);

/** The sides taken, by number, in the order in which they were. */
const takenSides = () => (state.take ? parted(state.take).map((id) => numberOf(byId.get(id))) : []);

/** A list of positions as the address has it: nodes of this map, the first of any that exclude each other. */
function readTakes(list) {
  const held = new Set();
  const kept = [];
  for (const node of parted(list).map((id) => byId.get(id))) {
    if (!node || node.kind !== "position" || numberOf(node) < 0 || held.has(numberOf(node))) continue;
    for (const side of sidesWith(numberOf(node))) held.add(side);
    kept.push(nodeAt(numberOf(node)).id);
  }
  return listed(kept);
}

/** Whether the sides of the cruxes speak for or against nothing, as in drafts. */
const isSilent = () => !data.links.some(([from, relation]) => nodes[from].kind === "position" && data.relations[relation].polarity);
const SILENT = "No side of a crux speaks for or against anything in this map yet, so nothing follows from taking one.";

/** A side and its rivals. */
const sidesWith = (number) => [number, ...rowAt(reasoning().framework.attackers, number)];

/** Take a side of a crux, or give it back, and let the switch stay where it was on the screen. */
function takeSide(position, isTaken) {
  const rivals = new Set(sidesWith(numberOf(position)));
  takeSides([...takenSides().filter((side) => !rivals.has(side)), ...(isTaken ? [numberOf(position)] : [])]);
}

function takeSides(sides) {
  const switch_ = document.activeElement.closest("#main .switch input");
  const top = switch_ && switch_.getBoundingClientRect().top;
  go({ take: listed([...new Set(sides)].map((side) => nodeAt(side).id)) });
  if (switch_ && at(switch_.id)) at("main").scrollTop += at(switch_.id).getBoundingClientRect().top - top;
}

/** How the map stands with these sides taken: `{ pins, labels, values }`, labels and strengths by number; kept for a while. */
function weighed(take = state.take) {
  const { framework, known: kept } = reasoning();
  const key = `${state.semantics} ${take}`;
  if (!kept.has(key)) {
    if (kept.size > 30) kept.clear();
    const pins = new Map();
    for (const id of parted(take)) for (const side of sidesWith(numberOf(byId.get(id)))) pins.set(side, side === numberOf(byId.get(id)));
    kept.set(key, { pins, labels: groundedLabels(framework, pins), values: strengthsOf(framework, SEMANTICS[state.semantics], pins) });
  }
  return kept.get(key);
}

/** What each crux does to the targets under the sides taken, kept with how the map stands then. */
function ranking(targets_) {
  const now = weighed();
  const { framework } = reasoning();
  now.rankings ||= new Map();
  const key = targets_.join(" ");
  if (!now.rankings.has(key)) now.rankings.set(key, swingsOf(framework, SEMANTICS[state.semantics], now.pins, targets_, now));
  return now.rankings.get(key);
}

/** How a node can stand: in words, and by a sign that does not need its colour. */
const FATES = [
  { name: "undecided", word: "open", many: "open", sign: "◐" },
  { name: "in", word: "stands", many: "stand", sign: "✓" },
  { name: "out", word: "falls", many: "fall", sign: "✕" },
];

/** How a node stands, null if it is not weighed. */
const fateOf = (node) => (numberOf(node) < 0 ? null : FATES[weighed().labels[numberOf(node)]]);

/** The nodes of the map whose standing the sides taken change, those of a crux left out. */
function changedNodes() {
  const [now, then] = [weighed().labels, weighed("").labels];
  return nodes.filter((node) => node.kind !== "position" && numberOf(node) >= 0 && now[numberOf(node)] !== then[numberOf(node)]);
}

/** How many nodes are open, stand and fall, positions left out. */
function sumOfFates() {
  const numbers = [0, 0, 0];
  for (const node of nodes) if (node.kind !== "position" && numberOf(node) >= 0) numbers[weighed().labels[numberOf(node)]] += 1;
  return numbers;
}

/** The theses of the documents that are weighed. */
const theses = () => [...new Set(data.sources.map((source) => byId.get(source.thesis)))].filter((node) => node && numberOf(node) >= 0);

/** What the cruxes are ranked for: the node that was chosen for it, else the theses. */
const targets = () => (state.target ? [byId.get(state.target)] : theses());
