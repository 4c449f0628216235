// The cruxes view: cruxes in the middle, answers on both sides of them, their reasons outward.

const MOST_CARDS = 40;
const MOST_REASONS = 3;
const MORE_ROWS = 10;
let moreRows = 0;

const rows = data.rows.map((row) => ({
  crux: nodes[row.crux],
  left: row.left.map(answer),
  right: row.right.map(answer),
  positions: [...row.left, ...row.right].map(({ position }) => nodes[position]).concat((row.twins || []).map((place) => nodes[place]))
    .filter(({ change }) => change !== "removed" || nodes[row.crux].change === "removed"),
}));

function answer({ position, because, against }) {
  return { position: nodes[position], because: because.map((place) => nodes[place]), against: against.map((place) => nodes[place]) };
}

VIEWS.push({ name: "cruxes", title: "Cruxes", draw: drawCruxes, bring: unfoldReason });

/** Draw the view into `main`. */
function drawCruxes(main) {
  const left = rows.map(filteredRow).filter(Boolean);
  if (left.length === 0) {
    main.replaceChildren(nothing(rows.length ? "No crux passes the filters." : "There is no crux in this map."));
    return;
  }
  const { shown, next, hidden } = planned(left);
  const board = el("div", { class: "board" }, camps(shown));
  const between = [];
  for (const row of shown) board.append(drawRow(row, between));
  if (hidden > 0) board.append(el("button", { type: "button", class: "more", "data-count": next, onclick: showMoreRows },
    `+ ${next} of ${counted(hidden, "more crux", "more cruxes")}`));
  main.replaceChildren(board);
  drawLines(board, between);
  watcher.disconnect();
  watcher.observe(board);
}

function showMoreRows() {
  showMore(() => { moreRows += MORE_ROWS; });
}

/** A row as the filters leave it: reasons that pass, and what leads to them as context; null if nothing is left. */
function filteredRow(row) {
  const half = (answers) => answers.map(({ position, because }) => ({ position, because: because.filter(passes) }))
    .filter(({ position, because }) => passes(position) || because.length > 0 || (passes(row.crux) && !isFiltered()));
  const found = { crux: row.crux, left: half(row.left), right: half(row.right) };
  return passes(row.crux) || found.left.length || found.right.length ? found : null;
}

/**
 * The rows to show: as far as MOST_CARDS cards go, what was asked for besides, and the chosen node's; each batch
 * with room for reasons of its own, so that nothing closes where more is opened. `next` more come at a time.
 */
function planned(left) {
  const base = fitting(left);
  const limit = base + moreRows;
  const chosenRow = rowOf(byId.get(state.node));
  const apart = left.slice(limit).filter((row) => chosenRow && row.crux === chosenRow.crux);
  const batches = [left.slice(0, base), ...Array.from({ length: moreRows / MORE_ROWS }, (_, turn) => left.slice(base + turn * MORE_ROWS).slice(0, MORE_ROWS)), apart];
  const shown = batches.flatMap(limited);
  return { shown, hidden: left.length - shown.length, next: left.slice(limit, limit + MORE_ROWS).filter((row) => !apart.includes(row)).length };
}

const sizeOf = ({ left, right }) => 1 + left.length + right.length;

/** How many rows MOST_CARDS cards hold, at least one. */
function fitting(left) {
  let cards = 0;
  const end = left.findIndex((row) => (cards += sizeOf(row)) > MOST_CARDS);
  return end < 0 ? left.length : Math.max(end, 1);
}

/** The rows with at most MOST_REASONS reasons an answer, as far as there is room, handed out to the answers in turn. */
function limited(some) {
  const answers = some.flatMap((row) => [...row.left, ...row.right]);
  const share = new Map(answers.map((one) => [one, 0]));
  let free = MOST_CARDS - some.reduce((sum, row) => sum + sizeOf(row), 0);
  for (let turn = 0; free > 0 && turn < MOST_REASONS; turn += 1) {
    const open = answers.filter((one) => one.because.length > turn).slice(0, free);
    open.forEach((one) => share.set(one, turn + 1));
    free -= open.length;
  }
  const shared = (one) => ({ ...one, open: share.get(one) });
  return some.map((row) => ({ crux: row.crux, left: row.left.map(shared), right: row.right.map(shared) }));
}

/** The row in which a node has its card, if it is a crux, an answer or a reason. */
function rowOf(node) {
  if (!node) return null;
  return rows.find((row) => row.crux === node || [...row.left, ...row.right].some((one) => one.position === node || one.because.includes(node)));
}

/** The names of the camps on both sides, above all rows. */
function camps(shown) {
  const named = (half) => [...new Set(shown.flatMap((row) => row[half].map((one) => one.position.side)))].join(" · ");
  return el("div", { class: "camps", "aria-hidden": "true" },
    el("span", { class: "camp camp-left" }, named("left")), el("span", { class: "camp camp-middle" }, counted(rows.length, "crux", "cruxes")),
    el("span", { class: "camp camp-right" }, named("right")));
}

function drawRow(row, between) {
  const positions = new Set([...row.left, ...row.right].map((one) => one.position.id));
  const middle = item(row.crux, { shown: positions, context: !passes(row.crux), heading: "h2" });
  first(middle).after(...[switchOf(row.crux, positionsOn(row.crux))].filter(Boolean));
  const half = (name) => el("div", { class: `half half-${name}` },
    row[name].map((one) => drawAnswer(one, row.crux, middle, between)));
  return el("section", { class: "row", "aria-label": label(row.crux) }, el("div", { class: "middle", "data-column": 0 }, middle), half("left"), half("right"));
}

/** An answer and its reasons: those that are open at first, and the others once the badge that counts them is. */
function drawAnswer({ position, because, open }, crux, middle, between) {
  const shown = new Set([crux.id, ...because.map((node) => node.id)]);
  const near = neighbours(position).find(({ link }) => link.relation.name === "position_on" && link.to === crux);
  const box = item(position, { way: crux.id, shown, aside: because.slice(open).map((reason) => ({ node: reason })), context: !passes(position), heading: "h3" });
  between.push({ from: first(box), to: first(middle), link: near && near.link });
  const column = { left: -1, right: 1 }[data.halves[position.side]] || 1;
  const reasons = (opened.has(reasonsKey(crux, position)) ? because : because.slice(0, open)).map((node) => {
    const link = neighbours(position).find((found) => found.node === node && !found.outgoing && found.link.relation.name === "supports");
    const reason = item(node, { near: link, way: `${crux.id}>${position.id}`, shown: new Set([position.id, crux.id]) });
    between.push({ from: first(reason), to: first(box), link: link && link.link });
    return reason;
  });
  return el("div", { class: "answer" }, el("div", { class: "position", "data-column": column }, box),
    el("div", { class: "reasons", "data-column": column * 2 }, reasons));
}

/** The badge that opens all reasons of an answer. */
const reasonsKey = (crux, position) => `${crux.id}>${position.id}:for`;

/** Open the reasons among which a node stands, if it is one. */
function unfoldReason(node) {
  const row = rowOf(node);
  const held = row && [...row.left, ...row.right].find((one) => one.because.includes(node));
  if (!held) return;
  opened.add(reasonsKey(row.crux, held.position));
  redraw();
}

const first = (box) => box.querySelector(".card");

/** What to say in a view that has nothing to show. */
function nothing(words) {
  return el("div", { class: "empty" }, el("p", {}, words),
    isFiltered() && el("button", { type: "button", onclick: resetFilters }, "Reset filters"),
    nodes.length > 0 && state.view !== "outline" && el("p", {}, el("a", { href: address({ view: "outline" }) }, "The outline"), " has all there is."));
}
