/* The network view: vis-network draws the nodes and links that the page holds, where the page says. */

const FAR = 0.3; // below this zoom, signs are drawn larger and lines stronger
const READABLE = 0.72; // below this zoom vis-network writes no labels; the foremost that fit are written here
const SIGNPOSTS = { most: 45, longest: 36, height: 26 };

/**
 * Draws a network into `container` and returns what the page does with it: `select(id)` ("" for none),
 * `show(ids)` (a Set, or null for all), `recolour(colours)`, `fit()`, `destroy()`, and vis-network's own `network`.
 * `data` is `{nodes, edges, options}` of exports/network/data.py. `colours` has `text`, `page`, `faded`, `accent`,
 * `kinds[KIND] = {background, border}` and `polarity["+" | "-" | "!" | ""]`. `onSelect(id)` is called when the
 * reader chooses a node here, with "" for none.
 */
function drawNetwork(container, data, colours, onSelect) {
  const place = new Map(data.nodes.map((node) => [node.id, node]));
  const linksAt = new Map(data.nodes.map(({ id }) => [id, []]));
  for (const edge of data.edges) for (const end of new Set([edge.from, edge.to])) linksAt.get(end).push(edge);
  const rank = ({ id, group }) => linksAt.get(id).length + 1e6 * (["crux", "source"].indexOf(group) + id.endsWith("/source"));
  const foremost = [...data.nodes].sort((one, other) => rank(other) - rank(one));
  const isLarge = data.edges.length > 2000;
  let selected = "", near = null, shown = null, far = data.nodes.length > 100, gone = false;

  const isShown = (id) => !shown || shown.has(id);
  const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

  function nodeLook({ id, group }) {
    const faint = near && !near.has(id);
    const { background, border } = faint ? { background: colours.page, border: colours.faded } : colours.kinds[group];
    const chosen = { background, border: colours.accent };
    return { id, hidden: !isShown(id), color: { background, border, highlight: chosen, hover: chosen },
      font: { color: faint ? colours.faded : colours.text } };
  }

  function edgeLook({ id, from, to, relation, polarity }) {
    const here = from === selected || to === selected;
    const color = near && !here ? colours.faded : colours.polarity[polarity];
    return { id, hidden: !isShown(from) || !isShown(to), color: { color, highlight: color, hover: color },
      width: (here ? 2.5 : 1) * (far ? 4 : 1),
      label: here ? relation.replaceAll("_", " ") : " ", // an empty one would leave the last one standing
      font: { color: colours.text, strokeColor: colours.page } };
  }

  const nodes = dressed(data.nodes, nodeLook), edges = dressed(data.edges, edgeLook);
  const network = new vis.Network(container, { nodes: nodes.set, edges: edges.set }, data.options);
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");

  function renew() {
    nodes.renew();
    edges.renew();
    const count = data.nodes.filter(({ id }) => isShown(id)).length;
    frame.setAttribute("aria-label", `Network of ${count} nodes. Arrow keys move the picture, or from the chosen ` +
      "node to a linked one; plus and minus zoom. The outline says the same in words.");
  }

  function select(id, { byHand = false, move = true } = {}) {
    selected = place.has(id) ? id : "";
    near = selected && new Set([selected, ...linksAt.get(selected).map((edge) => otherEnd(edge, selected))]);
    network.selectNodes(selected ? [selected] : [], false);
    renew();
    const animation = !isLarge && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (selected && move) network.fit({ nodes: [...near].filter(isShown), maxZoomLevel: 1, animation });
    if (byHand) onSelect(selected);
  }

  /** Escape chooses nothing, an arrow the linked node that lies most nearly in its direction. */
  function onKey(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (selected && event.key === "Escape") select("", { byHand: true });
    if (!selected || !way) return;
    event.preventDefault();
    event.stopPropagation(); // vis-network would move the picture
    const from = place.get(selected);
    const ahead = ({ x, y }) => ((x - from.x) * way[0] + (y - from.y) * way[1]) / Math.hypot(x - from.x, y - from.y);
    const ends = [...near].filter((id) => id !== selected && isShown(id)).map((id) => place.get(id));
    const [next] = ends.filter((end) => ahead(end) > 0.3).sort((one, other) => ahead(other) - ahead(one));
    if (next) select(next.id, { byHand: true });
  }

  function adaptToZoom() {
    if (gone || far === network.getScale() < FAR) return;
    far = !far;
    network.setOptions({ nodes: signSize() });
    edges.renew();
  }
  const signSize = () => (far ? { size: 26, borderWidth: 5, borderWidthSelected: 8 } : data.options.nodes);

  /** Labels at one size on the screen, the foremost first, as many as stand clear of each other. */
  function writeSignposts(context) {
    const scale = network.getScale(), middle = network.getViewPosition(), taken = [];
    if (scale >= READABLE) return;
    Object.assign(context, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 4 / scale,
      strokeStyle: colours.page, fillStyle: colours.text });
    for (const { id, label, x, y, group } of selected ? [place.get(selected), ...foremost] : foremost) {
      const across = (x - middle.x) * scale, down = (y - middle.y) * scale;
      if (taken.length === SIGNPOSTS.most || !isShown(id) || (near && !near.has(id))) continue;
      if (Math.abs(across) > frame.clientWidth / 2 || Math.abs(down) > frame.clientHeight / 2) continue;
      const [weight, size] = group === "source" ? [700, 14] : [400, 12];
      context.font = `${weight} ${size / scale}px system-ui,sans-serif`;
      const text = label.length > SIGNPOSTS.longest ? label.slice(0, SIGNPOSTS.longest) + "…" : label;
      const half = (context.measureText(text).width * scale) / 2 + 5;
      const isBeside = (box) => Math.abs(box.across - across) >= box.half + half;
      if (!taken.every((box) => isBeside(box) || Math.abs(box.down - down) >= SIGNPOSTS.height)) continue;
      taken.push({ across, down, half });
      const top = y + 20 + 3 / scale;
      context.strokeText(text, x, top);
      context.fillText(text, x, top);
    }
  }

  network.on("click", ({ nodes: [id = ""] }) => select(id, { byHand: true, move: false }));
  network.on("afterDrawing", (context) => {
    writeSignposts(context);
    if (far !== network.getScale() < FAR) setTimeout(adaptToZoom); // however the zoom came about
  });
  container.addEventListener("keydown", onKey, true);
  network.setOptions({ nodes: signSize() });
  renew();
  adaptToZoom();
  return {
    network, select,
    show(ids) { shown = ids; renew(); },
    recolour(fresh) { colours = fresh; renew(); },
    fit() { network.fit({ animation: false }); },
    destroy() { gone = true; container.removeEventListener("keydown", onKey, true); network.destroy(); },
  };
}

/** A data set of the items as `look` dresses them; `renew()` tells it of those that look otherwise than before. */
function dressed(items, look) {
  let known = items.map((item) => JSON.stringify(look(item)));
  const set = new vis.DataSet(items.map((item) => ({ ...item, ...look(item) })));
  const renew = () => {
    const looks = items.map(look), words = looks.map((value) => JSON.stringify(value));
    set.update(looks.filter((_, index) => words[index] !== known[index]));
    known = words;
  };
  return { set, renew };
}
