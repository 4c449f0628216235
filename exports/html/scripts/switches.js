// The switches that take a side of a crux, and the bar that sums up what follows from the sides taken.

/** Names of sides longer than this are not cut to fit on buttons, but put into a menu, as more than two are. */
const LONG_SIDE = 14;

/** A switch for the sides of a crux, null if it has none; `where` tells several of one crux apart. */
function switchOf(crux, positions, where = "main") {
  if (!positions.length) return null;
  const taken = new Set(takenSides());
  const isTaken = (position) => taken.size > 0 && taken.has(numberOf(position));
  const props = { class: "switch", role: "radiogroup", "aria-label": `Your side: ${label(crux)}` };
  return positions.length > 2 || positions.some(({ side }) => side.length > LONG_SIDE) ? sideMenu(crux, positions, where, isTaken, props) : sideButtons(crux, positions, where, isTaken, props);
}

function sideButtons(crux, positions, where, isTaken, props) {
  const half = ({ side }) => data.halves[side] || "right";
  const choice_ = (id, words, checked, classes, act) => el("label", { class: `side side-${classes}`, title: words },
    el("input", { type: "radio", name: `${where}-${crux.id}`, id, checked, onchange: act }), el("span", {}, words));
  const sides = positions.map((position) => choice_(`${where}-${position.id}`, position.side, isTaken(position), half(position), () => takeSide(position, true)));
  const open_ = choice_(`${where}-${crux.id}-open`, "open", !positions.some(isTaken), "open", () => takeSide(positions[0], false));
  if (positions.length === 1) return el("div", props, half(positions[0]) === "left" ? [...sides, open_] : [open_, ...sides]);
  const turned_ = half(positions[0]) === "right" && half(positions[1]) === "left";
  return el("div", props, turned_ ? [sides[1], open_, sides[0]] : [sides[0], open_, sides[1]]);
}

function sideMenu(crux, positions, where, isTaken, props) {
  const act = (event) => takeSide(positions[Math.max(event.target.selectedIndex - 1, 0)], event.target.selectedIndex > 0);
  return el("label", { class: "switch menu" }, "Your side ", el("select", { id: `${where}-${crux.id}`, "aria-label": props["aria-label"], onchange: act },
    el("option", { selected: !positions.some(isTaken) }, "open"), positions.map((position) => el("option", { selected: isTaken(position) }, position.side))));
}

/** The positions that answer a crux, one a side, after them those that only a twin of it has. */
const positionsOn = (crux) => (rows.find((row) => row.crux === crux) || { positions: [] }).positions;

/**
 * Draw the bar below the view: once a side is taken, and before that among the cruxes, to say that one can be; the panel
 * says it all where it is open. Whoever listens is told what follows.
 */
function drawBar(isPanelOpen) {
  const bar = at("weigh-bar");
  bar.hidden = isPanelOpen || !(state.take || (state.view === "cruxes" && rows.some((row) => row.positions.length)));
  document.body.classList.toggle("with-bar", !bar.hidden);
  const words = state.take ? `${sidesTaken()}: ${fateNumbers(sumOfFates()).map(([, said]) => said).join(", ")}, ${changesSaid()}` : "";
  if (at("weigh-said").textContent !== words) at("weigh-said").textContent = words;
  bar.replaceChildren(...(bar.hidden ? [] : [el("p", { class: "weigh-sum" }, sumOfStance()),
    el("p", { class: "weigh-tools" }, campButtons(), state.take && clearButton(),
      el("button", { type: "button", id: "bar-weigh", class: "strong", onclick: toggleWeighing }, "What follows"))]));
}

const sidesTaken = () => `${counted(takenSides().length, "side", "sides")} taken`;
const changesSaid = () => (changedNodes().length ? `${changedNodes().length} changed` : "nothing changed");

/** The sides taken, what stands then and how the theses fare, in one line. */
function sumOfStance() {
  if (!state.take) return isSilent() ? SILENT : "Take a side on a crux, and see what stands and what falls.";
  return [el("strong", {}, `${sidesTaken()} `), fateCounts(sumOfFates()), el("span", { class: "faint" }, changesSaid()), ...theses().slice(0, MOST_CHIPS).map(thesisChip)];
}

const MOST_CHIPS = 2;

/** How many stand, fall and are open, in words, each with its fate. */
const fateNumbers = (numbers) => [STANDS, FALLS, OPEN].map((fate) => [FATES[fate], `${numbers[fate]} ${numbers[fate] === 1 ? FATES[fate].word : FATES[fate].many}`]);

/** The same with signs. */
const fateCounts = (numbers) => el("span", { class: "counts" }, fateNumbers(numbers).map(([fate, words]) =>
  el("span", { class: `fate-${fate.name}` }, el("span", { "aria-hidden": "true" }, `${fate.sign} `), words, " ")));

function thesisChip(node) {
  const fate = fateOf(node);
  return el("span", { class: "chip", title: `${fate.word}: ${node.text}` }, fateSign(node), el("span", { class: "chip-text" }, label(node)),
    el("span", { class: "unseen" }, "strength "), shortly(weighed().values[numberOf(node)]));
}

/** A button for each camp of the map that takes its side wherever it has one. */
function campButtons() {
  const camps_ = Map.groupBy(nodes.filter((node) => node.kind === "position"), (node) => node.side);
  const half = (side) => (data.halves[side] === "left" ? 0 : 1);
  return [...camps_].filter(([, positions]) => positions.length > 1).sort(([a], [b]) => half(a) - half(b)).slice(0, MOST_CAMPS)
    .map(([side, positions], place) => el("button", { type: "button", id: `camp-${place}`, class: `camp-${data.halves[side]}`,
      onclick: () => takeCamp(positions.map(numberOf)) }, `All ${side}`));
}

const MOST_CAMPS = 4;

/** Take these sides, and keep those of other cruxes. */
function takeCamp(sides) {
  const rivals = new Set(sides.flatMap(sidesWith));
  takeSides([...takenSides().filter((side) => !rivals.has(side)), ...sides]);
}

const clearButton = () => el("button", { type: "button", id: "clear-sides", onclick: () => go({ take: "" }) }, "Clear");
