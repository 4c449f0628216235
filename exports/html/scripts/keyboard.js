// Keys: arrows go from card to card along the lines, a few letters open what is needed most.

const KEYS = [
  ["/", "search"], ["↑ ↓", "card above, card below"], ["← →", "along the links to the next column"], ["Enter", "open the details"],
  ["Esc", "close what was opened last"], ["1 2 3 …", "switch the view"], ["w", "what stands"], ["f", "filters"], ["?", "this help"],
  ["Space", "turn the card to study"], ["y n", "knew it, did not know"], ["u", "take that back"],
];

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") return leave();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || at("help").open) return undefined;
  if (event.key.startsWith("Arrow")) return moveCard(event);
  const view = VIEWS[Number(event.key) - 1];
  if ((event.key === " " || event.key === "Enter") && event.target.closest("a, button, summary, input")) return undefined;
  const keys = { ...VIEWS.find(({ name }) => name === state.view).keys?.(), "/": () => at("query").focus(), "?": showHelp, f: toggleFilters, w: toggleWeighing };
  const act = keys[event.key] || (view && (() => go({ view: view.name })));
  if (!act) return undefined;
  event.preventDefault();
  return act();
}

/** Close the hits, then the details, then what stands, then the filters. */
function leave() {
  if (at("help").open) return undefined; // the dialog closes itself
  if (!at("hits").hidden) return showHits(false);
  if (state.node) return closeDetails();
  if (state.weigh) return toggleWeighing();
  return at("filters").hidden ? undefined : toggleFilters();
}

/** From the card that has the focus to the nearest one in a column beside it that a line leads to, or up and down. */
function moveCard(event) {
  const here = document.activeElement.closest("#main .card");
  if (!here) return;
  const target = event.key === "ArrowUp" || event.key === "ArrowDown" ? inColumn(here, event.key === "ArrowDown" ? 1 : -1) : across(here, event.key === "ArrowRight" ? 1 : -1);
  event.preventDefault();
  if (!target) return;
  const link = target.querySelector(".card-link");
  link.focus({ preventScroll: true });
  reveal(target);
}

const columnOf = (card_) => Number(card_.closest("[data-column]").dataset.column);

function inColumn(here, by) {
  const column = [...document.querySelectorAll("#main .card")].filter((card_) => columnOf(card_) === columnOf(here) && middleOf(card_) !== null);
  column.sort((a, b) => middleOf(a) - middleOf(b));
  return column[column.indexOf(here) + by];
}

function across(here, by) {
  const linked = pairs.flatMap(({ from, to }) => (from === here ? [to] : to === here ? [from] : []));
  const front = here.closest(".behind")?.parentElement.querySelector(":scope > .card");
  if (front && by < 0) return front;
  const found = linked.filter((card_) => Math.sign(card_.getBoundingClientRect().left - here.getBoundingClientRect().left) === by);
  return found.sort((a, b) => Math.abs(middleOf(a) - middleOf(here)) - Math.abs(middleOf(b) - middleOf(here)))[0];
}

const middleOf = (card_) => {
  const box = card_.getBoundingClientRect();
  return box.width ? box.top + box.height / 2 : null;
};

function showHelp() {
  const dialog = at("help");
  dialog.replaceChildren(el("h2", { id: "help-title" }, "Keys"),
    el("dl", { class: "keys" }, KEYS.flatMap(([keys, what]) => [el("dt", {}, el("kbd", {}, keys)), el("dd", {}, what)])),
    el("p", {}, "+ speaks for, − against, ! is needed. Dashed lines and “inferred” mark what the reader added to the text. Badges count what is folded away."),
    el("form", { method: "dialog" }, el("button", {}, "Close")));
  dialog.showModal();
}
