// Search over texts, titles, sections, other names and ids: all words must be there, in any order.

const MOST_LISTED = 40;
let hits = [];
let hitAt = -1;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a query as they are looked for. */
const searched = (query) => plain(query).split(/\s+/).filter(Boolean);

const FIELDS = [
  { weight: 8, of: (node) => node.title || "" },
  { weight: 4, of: (node) => node.text },
  { weight: 3, of: (node) => (node.aliases || []).join(" ") },
  { weight: 2, of: (node) => `${node.id} ${(node.tags || []).join(" ")}` },
  { weight: 1, of: (node) => `${node.section || ""} ${node.note || ""}` },
];

/** The nodes that hold every word, those that hold them in titles and texts first, then as the graph has them. */
function find(query, among = nodes) {
  const words = searched(query);
  if (words.length === 0) return [];
  const found = [];
  for (const node of among) {
    node.words ||= FIELDS.map((field) => plain(field.of(node)));
    const score = words.reduce((sum, word) => sum && (weight(node, word) ? sum + weight(node, word) : 0), 1);
    if (score > 0) found.push([score, node]);
  }
  return found.sort((a, b) => b[0] - a[0] || a[1].place - b[1].place).map(([, node]) => node);
}

function weight(node, word) {
  const place = node.words.findIndex((text) => text.includes(word));
  return place < 0 ? 0 : FIELDS[place].weight + (node.words[place].startsWith(word) ? 1 : 0);
}

function drawSearch() {
  at("search").append(
    el("label", { class: "unseen", for: "query" }, "Search texts, titles and sections"),
    el("input", { id: "query", type: "search", placeholder: "Search ( / )", autocomplete: "off", spellcheck: "false",
      role: "combobox", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
      oninput: typed, onkeydown: onSearchKey, onfocus: () => hits.length && showHits(true) }),
    el("span", { id: "hit-count", class: "count", role: "status" }),
    el("button", { type: "button", id: "previous", "aria-label": "Previous hit", onclick: () => step(-1), hidden: true }, "↑"),
    el("button", { type: "button", id: "next", "aria-label": "Next hit", onclick: () => step(1), hidden: true }, "↓"),
    el("ul", { id: "hits", role: "listbox", "aria-label": "Hits", hidden: true }),
  );
  at("search").addEventListener("focusout", (event) => { if (event.relatedTarget && !at("search").contains(event.relatedTarget)) showHits(false); });
}

let pending = 0;

/** Search for what is typed, at once where that is quick. */
function typed() {
  clearTimeout(pending);
  pending = setTimeout(searchNow, nodes.length > 2000 ? 150 : 0);
}

function searchNow() {
  clearTimeout(pending);
  pending = 0;
  adjust({ q: at("query").value.trim() });
  showHits(hits.length > 0);
}

/** Bring the hits up to date with the state: what is searched for, and which filters hold. */
function updateSearch() {
  if (document.activeElement !== at("query")) at("query").value = state.q;
  hits = find(state.q).filter(passes);
  hitAt = hits.findIndex((node) => node.id === state.node);
  const place = hitAt < 0 ? counted(hits.length, "hit", "hits") : `${hitAt + 1} of ${hits.length}`;
  at("hit-count").textContent = state.q ? place : "";
  for (const id of ["previous", "next"]) at(id).hidden = !hits.length;
  at("hits").replaceChildren(...hits.slice(0, MOST_LISTED).map(hitRow),
    ...(hits.length > MOST_LISTED ? [el("li", { role: "presentation", class: "faint" }, `and ${hits.length - MOST_LISTED} more: type another word`)] : []));
  if (!hits.length) showHits(false);
}

function hitRow(node, place) {
  return el("li", { role: "option", id: `hit-${place}`, "aria-selected": String(place === hitAt),
    onmousedown: (event) => { event.preventDefault(); pick(place); } },
  el("span", { class: `kind role-${kinds.get(node.kind).role}` }, kinds.get(node.kind).label), " ",
  ...marked(node.title ? `${node.title} – ${node.text}` : node.text),
  elsewhere(node).map((text) => el("span", { class: "remark" }, " ", ...marked(text))));
}

/** What else of a node holds words that its title and text do not. */
function elsewhere(node) {
  const words = searched(state.q).filter((word) => !node.words[0].includes(word) && !node.words[1].includes(word));
  return [...(node.aliases || []), node.id, ...(node.tags || []), node.section, node.note]
    .filter((text) => text && words.some((word) => plain(text).includes(word)));
}

const BEFORE_MARK = 60;
const MOST_SHOWN = 160;

/** The text with the words searched for marked, cut to what is around the first of them. */
function marked(text) {
  const found = places(text);
  const start = found.length && found[0][0] > MOST_SHOWN - BEFORE_MARK ? found[0][0] - BEFORE_MARK : 0;
  const end = Math.min(text.length, start + MOST_SHOWN);
  const parts = start ? ["…"] : [];
  let done = start;
  for (const [from, to] of found) {
    if (from < done || to > end) continue;
    parts.push(cut(text, done, from), el("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...parts, cut(text, done, end), end < text.length ? "…" : ""];
}

/** Where the text holds words searched for, as [start, end] pairs in order, whatever folding does to its length. */
function places(text) {
  const words = searched(state.q);
  if (words.length === 0) return [];
  const origin = [];
  let flat = "";
  let from = 0;
  for (const char of text) {
    const folded_ = plain(char);
    for (let unit = 0; unit < folded_.length; unit += 1) origin.push([from, from + char.length]);
    flat += folded_;
    from += char.length;
  }
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return [...flat.matchAll(pattern)].map(({ index, 0: word }) => [origin[index][0], origin[index + word.length - 1][1]]);
}

function showHits(open) {
  at("hits").hidden = !open;
  at("query").setAttribute("aria-expanded", String(open));
  if (!open) at("query").removeAttribute("aria-activedescendant");
}

function onSearchKey(event) {
  if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (pending) searchNow();
    step(event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1);
  } else if (event.key === "Escape" && (state.q || event.target.value)) {
    event.stopPropagation();
    event.target.value = "";
    searchNow();
  }
}

/** The next hit, or the one before, round in a circle. */
function step(by) {
  if (hits.length) pick((hitAt < 0 && by < 0 ? hits.length - 1 : hitAt + by + hits.length) % hits.length);
}

function pick(place) {
  opener = null;
  go({ node: hits[place].id });
  showNode(hits[place]);
  say(`Hit ${place + 1} of ${hits.length}: ${label(hits[place])}`);
  const row = at(`hit-${place}`);
  if (!row || at("hits").hidden) return;
  at("query").setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}
