// The network view: the whole graph as vis-network draws it, with the page's colours, filters and chosen node.

let drawing = null;

if (data.network) VIEWS.push({ name: "network", title: "Network", draw: drawNetworkView });

/** Put the network into `main`: drawn once, then only brought up to date. */
function drawNetworkView(main) {
  if (!drawing) drawing = startNetwork(main);
  if (drawing.box.parentElement !== main) main.replaceChildren(drawing.box);
  const shown = isFiltered() ? new Set(nodes.filter(passes).map((node) => node.id)) : null;
  if (sameSet(shown, drawing.shown)) drawing.shown = shown;
  else drawing.view.show((drawing.shown = shown));
  if (drawing.chosen !== state.node) drawing.view.select((drawing.chosen = state.node));
}

function startNetwork(main) {
  const box = el("div", { class: "network" }, el("div", { class: "canvas" }), legend());
  main.replaceChildren(box);
  if (!window.vis) document.head.append(el("script", {}, at("vis-network").textContent));
  const view = drawNetwork(box.firstChild, data.network, networkColours(), (id) => { drawing.chosen = id; go({ node: id }); });
  for (const event of ["themechange", "schemechange"]) document.addEventListener(event, () => view.recolour(networkColours()));
  return { box, view, shown: null, chosen: "" };
}

const SIGNS = { dot: "●", triangle: "▲", square: "■", ellipse: "○", hexagon: "⬢", triangleDown: "▼", diamond: "◆", star: "★", box: "▭" };

/** What the signs stand for, as far as they occur. */
function legend() {
  const shapes = new Map(data.network.nodes.map((node) => [node.group, node.shape]));
  return el("ul", { class: "legend", "aria-label": "Signs" }, data.kinds.filter((kind) => shapes.has(kind.name))
    .map((kind) => el("li", {}, el("span", { class: `kind role-${kind.role}`, "aria-hidden": "true" }, SIGNS[shapes.get(kind.name)]), ` ${kind.many}`)));
}

const sameSet = (one, other) => one === other || Boolean(one && other && one.size === other.size && [...one].every((id) => other.has(id)));

/** The page's colours as they are now, for a canvas: full of their role, but where a shape holds its words. */
function networkColours() {
  const probe = document.body.appendChild(el("span", { hidden: true }));
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const worded = new Set(data.network.nodes.filter((node) => ["box", "ellipse"].includes(node.shape)).map((node) => node.group));
  const colours = {
    text: colour("ink"), page: colour("page"), faded: colour("rule"), accent: colour("accent"),
    kinds: Object.fromEntries(data.kinds.map((kind) => [kind.name, { background: colour(worded.has(kind.name) ? "surface" : kind.role), border: colour(kind.role) }])),
    polarity: { "+": colour("plus"), "-": colour("minus"), "!": colour("needed"), "": colour("none") },
  };
  probe.remove();
  return colours;
}
