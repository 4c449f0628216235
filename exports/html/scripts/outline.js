// The outline: an accessible tree with every node and every link, from which the whole page can be used.

const MOST_CHILDREN = 400;
const GROUPINGS = [
  { name: "kind", title: "kind", of: (node) => node.kind, say: (value) => kinds.get(value).many },
  { name: "section", title: "section", of: (node) => node.section || "", say: (value) => value || "no section" },
];

VIEWS.push({ name: "outline", title: "Outline", draw: drawOutline, bring: unfoldTo });

const openBranches = new Set(nodes.slice(0, 1).map((node) => node.source));

/** Draw the view into `main`. */
function drawOutline(main) {
  const tree = el("ul", { role: "tree", "aria-label": "All nodes and links", id: "tree", onkeydown: onTreeKey, onclick: onTreeClick });
  const roots = branchesOfSources();
  if (roots.length === 0) return main.replaceChildren(nothing(nodes.length ? "Nothing passes the filters." : "There is nothing in this map."));
  tree.append(...branchItems(roots, 1));
  const by = el("label", { class: "outline-tools" }, "Group by ", el("select", { id: "group-by", onchange: (event) => adjust({ by: event.target.value }) },
    GROUPINGS.map((grouping) => el("option", { value: grouping.name, selected: state.by === grouping.name }, grouping.title))));
  main.replaceChildren(by, tree);
  (tree.querySelector(".chosen") || tree.querySelector("[role=treeitem]")).tabIndex = 0;
  return tree;
}

function branchesOfSources() {
  const grouping = GROUPINGS.find((one) => one.name === state.by) || GROUPINGS[0];
  return [...Map.groupBy(nodes.filter(passes), (node) => node.source)].map(([source, own]) => ({
    key: source, text: sourceName(source), count: own.length, kind: "source",
    below: () => [...Map.groupBy(own, grouping.of)].map(([value, found]) => ({
      key: `${source}:${grouping.name}:${value}`, text: grouping.say(value), count: found.length, below: () => found.map((node) => branchOf(node, source)),
    })),
  }));
}

function branchOf(node, way) {
  const groups = () => [...Map.groupBy(neighbours(node), reading)].map(([words, found]) => ({
    key: `${way}/${node.id}:${words}`, text: words, count: found.length, below: () => found.map((near) => leafOf(near, `${way}/${node.id}`)),
  }));
  return { key: `${way}/${node.id}`, node, below: neighbours(node).length ? groups : null };
}

const leafOf = (near, way) => ({ key: `${way}>${near.link.relation.name}>${near.node.id}`, node: near.node, link: near.link, below: null });

function branchItems(branches, level) {
  const shown = branches.slice(0, MOST_CHILDREN);
  const items = shown.map((branch, place) => treeItem(branch, level, place + 1, branches.length));
  if (branches.length > shown.length) {
    items.push(treeItem({ key: `${branches[0].key}:rest`, text: "more", count: branches.length - shown.length,
      below: () => branches.slice(MOST_CHILDREN) }, level, shown.length + 1, branches.length));
  }
  return items;
}

function treeItem(branch, level, place, among) {
  const open = branch.below && openBranches.has(branch.key);
  const props = { role: "treeitem", tabindex: -1, "aria-level": level, "aria-posinset": place, "aria-setsize": among, "data-key": branch.key,
    "aria-expanded": branch.below ? String(Boolean(open)) : null, "data-node": branch.node && branch.node.id,
    class: branch.node && branch.node.id === state.node ? "chosen" : null, "aria-current": branch.node && branch.node.id === state.node ? "true" : null };
  const row = el("li", props, el("span", { class: "twig" }, ...wordsOf(branch)));
  row.branch = branch;
  if (open) row.append(el("ul", { role: "group" }, branchItems(branch.below(), level + 1)));
  return row;
}

function wordsOf({ node, link, text, count }) {
  if (!node) return [text, " ", el("span", { class: "count" }, String(count))];
  const kind = kinds.get(node.kind);
  return [el("span", { class: `kind role-${kind.role}` }, node.side || kind.label), " ", node.text || node.id, fateSign(node),
    node.modality && el("span", { class: "remark" }, node.modality),
    link && remarks(link, node) && el("span", { class: "remark" }, remarks(link, node)),
    link && link.from.source !== link.to.source && el("span", { class: "origin" }, `in ${node.source}`)];
}

const shownItems = () => [...document.querySelectorAll("#tree [role=treeitem]")];

/** Keys of a tree, after the ARIA Authoring Practices. */
function onTreeKey(event) {
  const row = event.target.closest("[role=treeitem]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = shownItems();
  const place = all.indexOf(row);
  const moves = {
    ArrowDown: () => all[place + 1], ArrowUp: () => all[place - 1], Home: () => all[0], End: () => all.at(-1),
    ArrowRight: () => inward(row), ArrowLeft: () => outward(row),
  };
  if (event.key === "Enter" || event.key === " ") choose(row, true);
  else if (event.key in moves) focusItem(moves[event.key]());
  else if (event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key)) focusItem(byLetter(all, place, event.key));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onTreeClick(event) {
  const row = event.target.closest("[role=treeitem]");
  if (!row) return;
  focusItem(row);
  choose(row, false);
}

function choose(row, byKey) {
  const { node, below } = row.branch;
  if (below && (!node || !byKey)) setOpen(row, row.getAttribute("aria-expanded") !== "true");
  if (!node) return;
  openFrom(row);
  go({ node: node.id });
  if (byKey) focusDetails();
}

function inward(row) {
  if (row.getAttribute("aria-expanded") === "false") setOpen(row, true);
  else if (row.branch.below) return row.querySelector("[role=treeitem]");
  return row;
}

function outward(row) {
  if (row.getAttribute("aria-expanded") === "true") setOpen(row, false);
  else return row.parentElement.closest("[role=treeitem]");
  return row;
}

function setOpen(row, open) {
  const { key, below } = row.branch;
  row.setAttribute("aria-expanded", String(open));
  if (open) openBranches.add(key);
  else openBranches.delete(key);
  const group = row.querySelector(":scope > ul");
  if (group) group.remove();
  if (open) row.append(el("ul", { role: "group" }, branchItems(below(), Number(row.getAttribute("aria-level")) + 1)));
}

function focusItem(row) {
  if (!row) return;
  row.closest("#tree").querySelectorAll("[role=treeitem][tabindex='0']").forEach((one) => { one.tabIndex = -1; });
  row.tabIndex = 0;
  row.focus({ preventScroll: true });
  row.querySelector(".twig").scrollIntoView({ block: "nearest" });
}

const byLetter = (all, place, letter) => [...all.slice(place + 1), ...all.slice(0, place + 1)]
  .find((row) => plain((row.branch.node ? row.branch.node.text : row.branch.text) || "").startsWith(plain(letter)));

/** Open the branches that lead to a node's own place in the tree, and show it there. */
function unfoldTo(node) {
  const grouping = GROUPINGS.find((one) => one.name === state.by) || GROUPINGS[0];
  openBranches.add(node.source);
  openBranches.add(`${node.source}:${grouping.name}:${grouping.of(node)}`);
  const beside = nodes.filter((one) => one.source === node.source && passes(one) && grouping.of(one) === grouping.of(node));
  for (let start = 0; beside.indexOf(node) >= start + MOST_CHILDREN; start += MOST_CHILDREN) openBranches.add(`${node.source}/${beside[start].id}:rest`);
  redraw();
}
