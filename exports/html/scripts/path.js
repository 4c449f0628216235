// The learning path in the Study view: what to learn before a node, step by step; what is known is ticked and left out.

const MOST_STEPS = 150;
const MOST_WHY = 2;
const longPaths = new Set();

/** What the path leads to: what was chosen, else the first document, else what the map is shown around. */
const pathTarget = () => byId.get(state.learn) || nodes.find(isDocument) || byId.get(state.focus) || nodes[0];

const isKnown = (node) => twinsOf(node).some(({ id }) => kept(`known ${id}`));

/** Tick a thing as known, or take the tick back, together with all that is the same. */
function setKnown(node, isSo) {
  for (const { id } of twinsOf(node)) keep(`known ${id}`, isSo && id === node.id ? "yes" : "");
  redraw();
  say(isSo ? `Known: ${label(node)}` : `To be learned: ${label(node)}`);
}

function drawPath() {
  const target = pathTarget();
  const { rules } = study();
  const whole = learningPath(rules, target, nodes.filter(isKnown));
  const path = state.steps === "needed" ? neededOnly(rules, whole) : whole;
  return el("div", { class: "path" },
    el("div", { class: "study-tools" }, picker("learn", "To", target, (node) => go({ learn: node.id })), targetChooser(target)),
    el("h2", { class: "path-title" }, linkTo(target)), el("p", { class: "faint" }, sumOfPath(whole), whole.steps.length > 1 && el("span", { class: "hint" }, " Tick what you know: it is left out, with what only it needs.")),
    whole.steps.some((step_) => step_.optional) && neededSwitch(),
    stepList(rules, path), leftOut("Known", path.known), leftOut("Left out with that, as nothing else needs it", path.skipped, false), leftOut("Known, and not needed for this", path.unneeded),
    el("p", { class: "faint study-foot" }, isKeeping() ? "What you know is kept in this browser alone." : "This browser keeps nothing for this page: what you know is forgotten once it is closed."));
}

const neededSwitch = () => el("label", { class: "chooser path-needed" },
  el("input", { type: "checkbox", id: "needed-only", checked: state.steps === "needed", onchange: (event) => go({ steps: event.target.checked ? "needed" : "" }) }), "Leave out what can be skipped");

/** The documents and their theses, at hand. */
function targetChooser(target) {
  const offered = [...new Set(data.sources.flatMap(({ id, thesis: claim }) => [byId.get(`${id}/source`), byId.get(claim)]).filter(Boolean))];
  if (!offered.length) return null;
  return el("label", { class: "chooser" }, "or ", el("select", { id: "learn-document", onchange: (event) => event.target.value && go({ learn: event.target.value }) },
    !offered.includes(target) && el("option", { value: "" }, "a document or its thesis"),
    offered.map((node) => el("option", { value: node.id, selected: node === target }, isDocument(node) ? `all of: ${sourceName(node.source)}` : `the thesis: ${label(node)}`))));
}

function sumOfPath({ target, steps: steps_, known: familiar }) {
  const optional = steps_.filter((step_) => step_.optional).length;
  const firm = steps_.filter(({ role }) => role !== "target").length - optional;
  if (!steps_.length) return isDocument(target) && !familiar.length ? "It names nothing to learn, and no thesis." : "All of it is known.";
  if (!firm && !optional) return "Nothing has to be learned before this.";
  return `${counted(firm, "step", "steps")} to learn${isDocument(target) ? "" : " first"}${optional ? `, and ${optional} that can be skipped` : ""}.`;
}

/** The steps, those of a circle in a frame of their own. */
function stepList(rules, path) {
  const isLong = path.steps.length > MOST_STEPS && !longPaths.has(path.target);
  const shown = isLong ? path.steps.slice(0, MOST_STEPS) : path.steps;
  const blocks = [];
  shown.forEach((step_, place) => {
    const row = stepItem(rules, path, step_, place + 1);
    if (step_.circle && step_.circle === shown[place - 1]?.circle) blocks.at(-1).querySelector("ol").append(row);
    else blocks.push(step_.circle ? el("li", { class: "circle" }, el("p", {}, "↻ These need one another in a circle: take them together."), el("ol", { start: place + 1 }, row)) : row);
  });
  return el("div", {}, el("ol", { class: "steps" }, blocks), isLong && el("button", { type: "button", class: "more", id: "more-steps",
    onclick: () => { longPaths.add(path.target); redraw(); at(`step-${path.steps[MOST_STEPS].node.id}`).focus(); } }, `+ ${path.steps.length - MOST_STEPS} more`));
}

function stepItem(rules, path, step_, number) {
  const { node, optional, role } = step_;
  return el("li", { class: `step role-${kinds.get(node.kind).role}${optional ? " optional" : ""}${role === "target" ? " last" : ""}`, value: number, "data-id": node.id },
    el("input", { type: "checkbox", id: `step-${node.id}`, "aria-label": `I know: ${label(node)}`, title: "I know this", onchange: (event) => tick(event, node) }),
    optional ? el("p", {}, linkTo(node), " ", el("span", { class: "step-why" }, "can be skipped; ", whyStep(rules, step_, 1))) : stepWords(rules, path, step_));
}

function stepWords(rules, path, step_) {
  const { node, twins, says, external } = step_;
  return el("div", {},
    el("p", { class: "card-top" }, el("span", { class: "kind" }, kinds.get(node.kind).label), node.complexity && el("span", {}, `complexity ${node.complexity} of 10`),
      node.source !== path.target.source && el("span", { class: "origin" }, `in ${sourceName(node.source)}`)),
    el("p", { class: "step-name" }, linkTo(node), passageLink(node)), says && el("p", {}, says),
    el("p", { class: "step-why" }, whyStep(rules, step_, MOST_WHY)),
    twins.length > 0 && el("p", { class: "faint" }, "The same as ", commaed(twins.map((twin) => [linkTo(twin), ` in ${sourceName(twin.source)}`]))),
    external && elsewhereOf(step_));
}

/** Tick a step, and go on where the next one is. */
function tick(event, node) {
  const boxes = [...document.querySelectorAll(".step input")];
  const next = boxes.slice(boxes.indexOf(event.target) + 1).map(({ id }) => id);
  setKnown(node, event.target.checked);
  (next.map(at).find(Boolean) || at("pick-learn")).focus({ preventScroll: true });
}

/** Why a step is there: what needs it, in the words of the rules. */
function whyStep(rules, { node, role, because }, most) {
  if (role === "target") return "what you set out to learn";
  if (role === "thesis") return "what the document argues for";
  if (role === "taught") return node.kind === "crux" ? "what the document's camps part on" : "taught by the document";
  const said = new Map();
  for (const link of because) {
    const [, later] = endsOf(rules, link);
    const [before, after] = rules.needs.get(link.relation.name).says.split("{}");
    if (!said.has(thingOf(later))) said.set(thingOf(later), [before, linkTo(later), after]);
  }
  const more = said.size - most;
  return [...[...said.values()].slice(0, most).flatMap((words, place) => (place ? ["; ", ...words] : words)), more > 0 && `; and ${more} more`];
}

/** Where to learn of what nothing in the map explains. */
function elsewhereOf({ node, references }) {
  const works = [...references, ...(isWork(node) ? [node] : [])];
  return el("p", { class: "step-works" }, works.length ? "Not explained here: read " : "Not explained here: look it up.",
    commaed(works.map((work) => [linkTo(work), webAddress(work.url) && [" (", el("a", { href: work.url, rel: "noreferrer noopener", target: "_blank" }, "open"), ")"]])));
}

const commaed = (parts) => parts.flatMap((words, place) => [place && ", ", words].flat(2)).filter(Boolean);

/** What is not on the path, and why; what is known can be taken back. */
function leftOut(words, some, isTicked = true) {
  if (!some.length) return null;
  return el("section", { class: "left-out" }, el("h3", {}, `${words} (${some.length})`), el("ul", {}, some.map((node) => el("li", {},
    isTicked && el("input", { type: "checkbox", checked: true, id: `step-${node.id}`, "aria-label": `I know: ${label(node)}`, onchange: () => setKnown(node, false) }), linkTo(node)))));
}
