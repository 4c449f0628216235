// The details panel: one node with all it says, the passage it comes from, and all its links.

/** Draw the panel for the chosen node, or hide it. */
function drawDetails() {
  const node = byId.get(state.node);
  const panel = at("details");
  panel.hidden = !node;
  document.body.classList.toggle("with-details", Boolean(node));
  if (!node) return panel.replaceChildren();
  if (panel.dataset.node !== node.id) panel.scrollTop = 0;
  panel.dataset.node = node.id;
  return panel.replaceChildren(...[headOf(node), changeOf(node), fateSection(node), switchOf(node, positionsOn(node), "details"), passageOf(node), factsOf(node), mappingOf(node), toolsOf(node), ...linksOf(node)].filter(Boolean));
}

function focusDetails() {
  const title = at("details-title");
  if (title) title.focus();
}

/** Where in the view the panel was opened: a node, and which of its cards or rows; kept while links in the panel are followed. */
let opener = null;

const standing = (id) => [...document.querySelectorAll(`:is(#main, #weighing) [data-node="${CSS.escape(id)}"]`)];

/** Remember what is opened from, if it stands in the view. */
function openFrom(element) {
  const id = element.dataset.node;
  if (!at("details").contains(element)) opener = { id, place: standing(id).indexOf(element) };
}

/** Close the panel and go back to where it was opened. */
function closeDetails() {
  const last = state.node;
  go({ node: "" });
  const back = (opener && standing(opener.id)[opener.place]) || standing(last)[0] || at("main");
  opener = null;
  if (back.matches("[role=treeitem]")) focusItem(back);
  else back.focus();
}

function headOf(node) {
  const kind = kinds.get(node.kind);
  return el("header", { class: "details-head" },
    el("button", { type: "button", id: "close", "aria-label": "Close details", onclick: closeDetails }, "×"),
    el("p", { class: "card-top" }, el("span", { class: `kind role-${kind.role}` }, kind.label), node.side && el("span", { class: "remark" }, node.side),
      node.modality && el("span", { class: "remark" }, node.modality)),
    el("h2", { id: "details-title", tabindex: -1 }, node.title || node.text || node.id),
    node.title && node.title !== node.text && el("p", { class: "details-text" }, node.text),
    el("p", { class: "faint where" }, [sourceName(node.source), node.section].filter(Boolean).join(" › ")));
}

/** What of the node is other than it was, field by field, words struck out and put in. */
function changeOf(node) {
  if (!node.change) return null;
  const tags = { "-": "del", "+": "ins" };
  const words = (pieces) => pieces.map(([sign, text]) => (tags[sign] ? el(tags[sign], {}, text) : text));
  return el("section", { class: `was change-${node.change}`, "aria-label": "What changed" }, el("p", {}, changeSign(node)),
    node.was && el("dl", { class: "facts" }, node.was.flatMap(([name, pieces]) => [el("dt", {}, name), el("dd", {}, words(pieces))])));
}

function passageOf(node) {
  if (!node.passage) return null;
  const [start, end] = node.passage;
  const url = addressOf(node);
  return el("figure", { class: "passage" },
    el("blockquote", { tabindex: node.full ? 0 : null }, node.full ? node.full.split("\n\n").map((part) => el("p", {}, part)) : el("p", {}, `“${start}${end ? " … " : ""}${end || ""}”`)),
    el("figcaption", {}, url ? el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, "Open this passage in the document") : "The document has no address."));
}

function factsOf(node) {
  const facts = [
    ["Complexity", node.complexity && `${node.complexity} of 10`], ["Explained as to an age of", node.eli], ["Also called", (node.aliases || []).join(", ")],
    ["Tags", (node.tags || []).join(", ")], ["By", (node.authors || []).join(", ")], ["Form", node.form], ["Published", node.published],
    ["Address", webAddress(node.url) ? el("a", { href: node.url, rel: "noreferrer noopener", target: "_blank" }, node.url) : node.url],
    ["Open", node.open && "nobody answers it"], ["Group", node.group && "of people"], ["Note", node.note], ["Id", node.id], ["Written", node.written],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" }, facts.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function mappingOf(node) {
  if (!node.mapping || !node.mapping.length) return null;
  const cell = (words) => (byId.has(words) ? el("a", { href: address({ node: words }), "data-node": words, onclick: openNode }, label(byId.get(words))) : words);
  return el("table", { class: "mapping" }, el("caption", {}, "What stands for what"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Element"), el("th", { scope: "col" }, "stands for"))),
    el("tbody", {}, node.mapping.map(([element, stands, note]) => el("tr", {}, el("td", {}, cell(element)), el("td", {}, cell(stands), note && el("span", { class: "faint" }, ` (${note})`))))));
}

function toolsOf(node) {
  const tool = (words, changes, id) => el("a", { class: "button", id, href: address(changes) }, words);
  const row = rowOf(node);
  return el("p", { class: "details-tools" },
    tool("Map around it", { view: "map", focus: node.id, from: "", to: "" }, "to-map"),
    tool("Way from here", { view: "map", from: node.id, focus: node.id, to: "" }, "way-from"),
    tool("Way to here", { view: "map", to: node.id, from: state.from || (state.focus === node.id ? "" : state.focus) }, "way-to"),
    numberOf(node) >= 0 && tool("What moves it", { weigh: "open", target: node.id, node: "" }, "to-weighing"),
    row && state.view !== "cruxes" && tool("Among the cruxes", { view: "cruxes" }, "to-cruxes"),
    tool("What to learn first", { view: "study", study: "path", learn: node.id }, "to-path"),
    state.view !== "outline" && tool("In the outline", { view: "outline" }, "to-outline"));
}

/** All links by relation as it reads from the node, outgoing first, in the order of the vocabulary. */
function linksOf(node) {
  const groups = [...Map.groupBy(neighbours(node), (near) => `${near.outgoing || near.link.relation.symmetric ? "out" : "in"} ${reading(near)}`)];
  return groups.map(([key, found]) => el("section", { class: "links", "data-relation": reading(found[0]) },
    el("h3", { class: `polarity-${polarity(found[0].link)}` }, `${key.startsWith("out") ? "→" : "←"} ${reading(found[0])} `, el("span", { class: "count" }, String(found.length))),
    el("ul", {}, found.map(linkRow))));
}

function linkRow({ node, link }) {
  return el("li", { class: changeClass(link).trim() || null }, changeSign(link), link.change && " ",
    el("a", { href: address({ node: node.id }), "data-node": node.id, onclick: openNode }, node.text || node.id),
    el("span", { class: "kind" }, ` ${node.side || kinds.get(node.kind).label}`),
    link.from.source !== link.to.source && el("span", { class: "origin" }, `in ${sourceName(node.source)}`),
    remarks(link, {}) && el("span", { class: "remark" }, remarks(link, {})),
    link.note && el("span", { class: "faint note" }, link.note));
}
