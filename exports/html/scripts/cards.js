// Cards: a node's words, how it is linked to its neighbour, and counted badges for what is folded behind it.

/** Which badges are open, by the way that leads to them; kept while the page is. */
const opened = new Set();

/**
 * A card with what is opened behind it. `near` holds the link to the card it belongs to and `says` how to read it,
 * if not from this card; `way` are the ids that lead here, `shown` what stands beside it anyway and is not counted.
 * The neighbours `aside` are counted by the badge "for", and drawn by the view, not behind the card. `looks` are the card's own: `context` for
 * what filters left out, `quiet` where a heading names the relation, `heading` the element that holds the text.
 */
function item(node, { near = null, says = "", way = "", shown = new Set(), groups = GROUPS, aside = [], ...looks } = {}) {
  const here = `${way}>${node.id}`;
  const known = new Set([...shown, node.id]);
  const badges = [...(aside.length ? [[FOR, aside]] : []), ...folded(node, known, groups)];
  const box = el("div", { class: "item" }, card(node, { near, says, badges, here, ...looks }));
  for (const [group, found] of badges) {
    if (found === aside || !opened.has(`${here}:${group.name}`)) continue;
    const behind = new Set([...known, ...found.map((other) => other.node.id)]);
    box.append(el("div", { class: "behind", role: "group", "aria-label": `${group.many} of ${label(node)}` },
      found.map((other) => item(other.node, { near: other, way: here, shown: behind, groups }))));
  }
  return box;
}

function card(node, { near, says, badges, here, context = false, quiet = false, heading = "div" }) {
  const kind = kinds.get(node.kind);
  const classes = `card role-${kind.role}${context ? " context" : ""}${node.id === state.node ? " chosen" : ""}${changeClass(node)}${fateClasses(node)}`;
  const link = el("a", { class: "card-link", href: address({ node: node.id }), "data-node": node.id, onclick: openNode }, node.text || node.id);
  return el("article", { class: classes, "data-id": node.id, "data-modality": node.modality },
    fateSign(node),
    el("p", { class: "card-top" },
      changeSign(node),
      near && !quiet && el("span", { class: `relation polarity-${polarity(near.link)}` }, `${mark(near.link)} ${says || reads(node, near.link)}`),
      el("span", { class: "kind" }, node.side || kind.label),
      near && remarks(near.link, node) && el("span", { class: "remark" }, remarks(near.link, node)),
      node.modality && el("span", { class: "remark" }, node.modality),
      near && near.link.from.source !== near.link.to.source && el("span", { class: "origin" }, `in ${node.source}`)),
    el(heading, { class: "card-text" }, link),
    node.unreasoned && el("p", { class: "faint" }, "gives no reason"),
    badges.length > 0 && el("p", { class: "badges" }, badges.map(([group, found]) => badge(here, group, found, node))));
}

/** What became of a node or link since the other state of the map, where two are compared: as a class, as a sign and word. */
const changeClass = ({ change }) => (change ? ` change-${change}` : "");
const changeSign = ({ change }) => change && el("span", { class: `change change-${change}` }, `${CHANGES[change]} ${change}`);
const CHANGES = { added: "+", removed: "−", changed: "~" };

/** How a link reads from the card of one of its ends. */
const reads = (node, link) => reading({ link, outgoing: link.from === node });

const polarity = (link) => ({ "+": "plus", "-": "minus", "!": "needed", "": "none" })[link.relation.polarity];

function badge(here, group, found, node) {
  const key = `${here}:${group.name}`;
  const open = opened.has(key);
  const words = counted(found.length, group.one, group.many);
  return el("button", { type: "button", class: `badge group-${group.name}`, "aria-expanded": String(open), "data-badge": key,
    "data-count": found.length, "aria-label": `${words} of ${label(node)}`, onclick: () => unfold(key, found.map((near) => `${here}>${near.node.id}`)) },
  open ? "− " : "+ ", words);
}

/** Open a badge, or close it with all that was opened behind it; the view is drawn anew and the badge keeps the focus. */
function unfold(key, behind) {
  if (!opened.delete(key)) opened.add(key);
  else for (const inner of opened) if (behind.some((way) => inner.startsWith(`${way}:`) || inner.startsWith(`${way}>`))) opened.delete(inner);
  redraw();
  const again = document.querySelector(`[data-badge="${CSS.escape(key)}"]`);
  if (again) again.focus();
}

/** Draw the view with more cards, and put the focus on the first of them. */
function showMore(widen) {
  const drawn = () => [...document.querySelectorAll("#main .card")];
  const before = new Set(drawn().map((one) => one.dataset.id));
  widen();
  redraw();
  const added = drawn().find((one) => !before.has(one.dataset.id));
  if (added) added.querySelector(".card-link").focus();
}

/** Open a node's details in place of following its address; new tabs and the like are left alone. */
function openNode(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  event.preventDefault();
  const byKey = event.detail === 0;
  openFrom(event.currentTarget);
  go({ node: event.currentTarget.dataset.node });
  if (byKey) focusDetails();
}
