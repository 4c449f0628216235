// The map view: one node and what is near it, in layers: what leads there on the left, what it leads to on the right.

const MOST_CARDS_AROUND = 40;
const MOST_IN_LAYER = 8;
const fullLayers = new Set();

VIEWS.push({ name: "map", title: "Map", draw: drawMap, bring: (node) => go({ focus: node.id, from: "", to: "" }) });

/** Draw the view into `main`. */
function drawMap(main) {
  const focus = byId.get(state.focus);
  if (!focus) return main.replaceChildren(nothing("There is nothing in this map."));
  const [start, end] = [byId.get(state.from), byId.get(state.to)];
  const board = el("div", { class: "board layers" });
  main.replaceChildren(mapTools(focus, start, end), board);
  const between = start && end ? drawWays(board, start, end) : drawLayers(board, focus);
  drawLines(board, between);
  watcher.disconnect();
  watcher.observe(board);
  return board;
}

function mapTools(focus, start, end) {
  const hops = ["1", "2", "3"].map((number) => el("button", { type: "button", id: `hops-${number}`, "aria-pressed": String(state.hops === number && !(start && end)),
    onclick: () => go({ hops: number, from: "", to: "" }) }, number));
  return el("div", { class: "map-tools" },
    picker("focus", "Around", focus, (node) => go({ focus: node.id, from: "", to: "" })),
    el("span", { class: "hops", role: "group", "aria-label": "Links away" }, hops, " links away"),
    picker("from", "Way from", start, (node) => go({ from: node.id, focus: node.id })),
    picker("to", "to", end, (node) => go({ to: node.id, from: state.from || state.focus })),
    (start || end) && el("button", { type: "button", id: "no-way", onclick: () => go({ from: "", to: "" }) }, "Clear the way"));
}

/** A field that finds a node by its words. */
function picker(name, title, node, onpick) {
  const list = el("datalist", { id: `${name}-list` });
  const input = el("input", { id: `pick-${name}`, list: `${name}-list`, value: node ? label(node) : "", autocomplete: "off", placeholder: "words or id" });
  const offered = () => find(input.value).slice(0, 20);
  input.addEventListener("input", (event) => {
    const picked = event.inputType !== "insertText" && event.inputType !== "deleteContentBackward" && byId.get(input.value);
    if (picked) return onpick(picked);
    return list.replaceChildren(...offered().map((other) => el("option", { value: other.id }, label(other))));
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !input.value.trim() || input.value === input.defaultValue) return;
    const found = byId.get(input.value) || offered()[0];
    if (found) onpick(found);
    else say(`Nothing found for ${input.value}`);
  });
  return el("label", { class: "picker" }, `${title} `, input, list);
}

/** Layers around the focus: by how many links away, before it or behind it. */
function drawLayers(board, focus) {
  const places = layered(focus, Number(state.hops));
  const beside = new Set(places.map((place) => place.node.id));
  const drawn = new Map();
  const between = [];
  const order = [...new Set(places.map((place) => place.layer))].sort((a, b) => a - b);
  for (const layer of order) board.append(drawLayer(layer, places.filter((place) => place.layer === layer), drawn, beside));
  const leading = new Set(places.map((place) => place.near && place.near.link));
  for (const link of links) {
    const [from, to] = [drawn.get(link.from), drawn.get(link.to)];
    if (from && to && from !== to) between.push({ from, to, link, weak: !leading.has(link) });
  }
  return between;
}

/** Every node within so many links, once: its layer, the link that leads there and the node that link comes from. */
function layered(focus, most) {
  const found = new Map([[focus, { node: focus, layer: 0, near: null, parent: null }]]);
  let edge = [found.get(focus)];
  for (let hop = 1; hop <= most; hop += 1) {
    const next = [];
    for (const place of edge) {
      for (const near of neighbours(place.node)) {
        if (found.has(near.node) || !passes(near.node)) continue;
        const side = place.layer ? Math.sign(place.layer) : leadsHere(near) ? -1 : 1;
        found.set(near.node, { node: near.node, layer: side * hop, near, parent: place.node });
        next.push(found.get(near.node));
      }
    }
    edge = next;
  }
  return [...found.values()];
}

/** A column of cards under the relations by which they are linked, as many as fit and the rest counted. */
function drawLayer(layer, places, drawn, beside) {
  const most = Math.min(MOST_IN_LAYER, Math.floor(MOST_CARDS_AROUND / 2 / Number(state.hops)));
  const column = el("div", { class: `layer${layer ? "" : " focus"}`, "data-column": layer });
  const sorted = layer ? [...places].sort((a, b) => relationAt(a) - relationAt(b) || Number(a.near.outgoing) - Number(b.near.outgoing)) : places;
  const shown = fullLayers.has(layerKey(layer)) ? sorted : sorted.slice(0, most);
  let heading = "";
  for (const place of shown) {
    const says = place.near ? rightward(place) : "";
    if (says !== heading) column.append(el("h2", { class: `layer-title polarity-${polarity(place.near.link)}` }, `${mark(place.near.link)} ${says}`));
    heading = says;
    const box = item(place.node, { near: place.near, quiet: true, way: `map${layer}`, shown: beside, groups: ONE_GROUP });
    drawn.set(place.node, first(box));
    column.append(box);
  }
  const hidden = sorted.length - shown.length;
  if (hidden) column.append(el("button", { type: "button", class: "more", "data-count": hidden, onclick: () => showMore(() => fullLayers.add(layerKey(layer))) }, `+ ${hidden} more here`));
  return column;
}

const layerKey = (layer) => `${state.focus}:${state.hops}:${layer}`;
const relationAt = ({ near }) => relationRank.get(near.link.relation.name);
const allNear = (node) => new Set(neighbours(node).map((near) => near.node.id));

/** How the link reads from left to right. */
const rightward = ({ layer, near }) => (layer < 0 ? reading({ ...near, outgoing: !near.outgoing }) : reading(near));

/** The ways from one node to another, a row each, every step named; the chosen ends are the outermost cards. */
function drawWays(board, start, end) {
  const found = ways(start, end);
  board.classList.add("ways");
  if (!found.length) board.append(nothing(`No way leads from “${label(start)}” to “${label(end)}”.`));
  say(found.length ? `${counted(found.length, "shortest way", "shortest ways")} of ${counted(found[0].length, "step", "steps")}` : "No way leads there");
  const between = [];
  for (const [row, way] of found.entries()) {
    const line_ = el("div", { class: "way", role: "group", "aria-label": `Way ${row + 1} of ${found.length}` });
    let last = item(start, { way: `way${row}`, shown: allNear(start) });
    line_.append(el("div", { class: "layer focus", "data-column": 0 }, last));
    for (const [column, step_] of way.entries()) {
      const box = item(step_.node, { near: step_, says: reading(step_), way: `way${row}`, shown: allNear(step_.node), groups: ONE_GROUP });
      line_.append(el("div", { class: `layer${column === way.length - 1 ? " focus" : ""}`, "data-column": column + 1 }, box));
      between.push({ from: first(last), to: first(box), link: step_.link, strong: true });
      last = box;
    }
    board.append(line_);
  }
  return between;
}

/** Bring the focus into the middle where the layers are wider than the window. */
function centre(main) {
  const focus = main.querySelector(".layers:not(.ways) .layer.focus");
  if (focus) main.scrollLeft += focus.getBoundingClientRect().left - main.getBoundingClientRect().left - (main.clientWidth - focus.offsetWidth) / 2;
}
