// The page at work: the header, and the state drawn whenever it changes.

const THEMES = ["auto", "light", "dark"];

/** Show the state that the address stands for. */
function apply(next) {
  const focused = document.activeElement;
  const inDetails = at("details").contains(focused);
  state = next;
  say("");
  readFilters();
  drawHeader();
  drawFilters();
  updateSearch();
  drawDetails();
  drawWeighing();
  redraw();
  document.title = [byId.has(state.node) && label(byId.get(state.node)), data.title].filter(Boolean).join(" – ");
  if (document.activeElement === document.body) regain(focused.id, inDetails);
}

/** Give the focus back to what was drawn anew, or to the details where it was in them. */
function regain(id, inDetails) {
  const again = id && at(id);
  if (again) again.focus({ preventScroll: true });
  else if (inDetails) focusDetails();
}

/** Draw the view anew, where the reader is. */
function redraw() {
  const main = at("main");
  const { scrollTop, scrollLeft } = main;
  const focused = main.contains(document.activeElement) ? document.activeElement.closest("[data-id], [data-key], [id]") : null;
  const place = ["view", "focus", "hops", "from", "to", "study", "learn"].map((name) => state[name]).join(" ");
  main.dataset.view = state.view;
  VIEWS.find((view) => view.name === state.view).draw(main);
  if (main.dataset.place === place) main.scrollTo(scrollLeft, scrollTop);
  else {
    main.scrollTo(0, 0);
    centre(main);
  }
  main.dataset.place = place;
  if (focused && !main.contains(document.activeElement)) refocus(focused);
}

/** Give the focus back to what stands where the focused element stood. */
function refocus(old) {
  const { id, key } = old.dataset;
  if (key) return focusItem(document.querySelector(`#main [data-key="${CSS.escape(key)}"]`));
  const again = id ? document.querySelector(`#main [data-id="${CSS.escape(id)}"] .card-link`) : old.id && at(old.id);
  return again && again.focus({ preventScroll: true });
}

/** Bring a node into sight in the view at hand, if it has a place there. */
function showNode(node) {
  if (!placeOf(node)) VIEWS.find((view) => view.name === state.view).bring?.(node);
  const place = placeOf(node);
  if (place) reveal(place, "center");
}

const placeOf = (node) => document.querySelector(`#main [data-id="${CSS.escape(node.id)}"], #main [role=treeitem][data-node="${CSS.escape(node.id)}"] > .twig`);

function drawHeader() {
  at("views").replaceChildren(...VIEWS.map((view, place) => el("a", { href: address({ view: view.name }), id: `view-${view.name}`,
    "aria-current": view.name === state.view ? "page" : null, title: `Key ${place + 1}` }, view.title)));
}

function drawTools() {
  at("tools").append(
    el("button", { type: "button", id: "filter-button", "aria-expanded": "false", "aria-controls": "filters", onclick: toggleFilters }, "Filters", el("span", { id: "filter-count" })),
    el("button", { type: "button", id: "weigh-button", "aria-controls": "weighing", onclick: toggleWeighing }, "What stands"),
    el("button", { type: "button", id: "theme", onclick: nextTheme }, "Theme: auto"),
    el("button", { type: "button", id: "help-button", "aria-label": "Keys and signs", onclick: showHelp }, "?"));
}

function toggleFilters() {
  const box = at("filters");
  box.hidden = !box.hidden;
  at("filter-button").setAttribute("aria-expanded", String(!box.hidden));
  if (box.hidden) at("filter-button").focus();
  else box.querySelector("input, button:enabled")?.focus();
}

function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme || "auto") + 1) % THEMES.length];
  document.documentElement.dataset.theme = theme;
  at("theme").textContent = `Theme: ${theme}`;
  document.dispatchEvent(new Event("themechange"));
}

drawSearch();
drawTools();
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => { if (!event.target.closest("#search")) showHits(false); });
document.querySelector("[data-skip]").addEventListener("click", (event) => { event.preventDefault(); at("main").focus(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("schemechange")));
addEventListener("popstate", () => apply(read(location.hash)));
at("main").addEventListener("scroll", () => requestAnimationFrame(trace), { passive: true });
addEventListener("resize", () => requestAnimationFrame(trace));
apply(read(location.hash));
if (byId.has(state.node)) showNode(byId.get(state.node));
