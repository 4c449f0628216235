// The panel "What stands": the sides taken, the theses under them, what they change, and which crux matters most.

const MOST_CHANGED = 8;
const MOST_RANKED = 8;
const wholeLists = new Set();

function toggleWeighing() {
  const wasOpen = Boolean(state.weigh);
  go({ weigh: wasOpen ? "" : "open", ...(wasOpen ? {} : { node: "" }) });
  if (wasOpen && document.activeElement === document.body) at("weigh-button").focus();
}

/** Draw the bar and the panel, or hide them; the details stand in the panel's place as long as they are open. */
function drawWeighing() {
  const panel = at("weighing");
  panel.hidden = !state.weigh || byId.has(state.node);
  drawBar(!panel.hidden);
  document.body.classList.toggle("with-weighing", !panel.hidden);
  at("weigh-button").setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden) return panel.replaceChildren();
  const { scrollTop } = panel;
  panel.replaceChildren(...[headOfWeighing(), stanceSection(), thesesSection(), rankingSection(), changesSection(), semanticsSection()].filter(Boolean));
  panel.scrollTop = scrollTop;
  return panel;
}

const part = (title, ...children) => el("section", { class: "part" }, el("h3", {}, title), ...children);

function headOfWeighing() {
  const words = !rows.some((row) => row.positions.length) ? "No crux of this map has sides to take. This is what stands as it is."
    : isSilent() ? SILENT : state.take ? "" : "Take a side on a crux, and see here what follows. This is how things stand while no side is taken.";
  return el("header", { class: "weighing-head" }, el("button", { type: "button", id: "close-weighing", class: "close", "aria-label": "Close what stands", onclick: toggleWeighing }, "×"),
    el("h2", { id: "weighing-title", tabindex: -1 }, state.take ? "If you side so" : "What stands"), words && el("p", { class: "faint" }, words));
}

function stanceSection() {
  const taken = takenSides().map(nodeAt);
  const buttons = [...campButtons(), taken.length > 0 && clearButton()].filter(Boolean);
  return el("section", { class: "part" }, taken.length > 0 && el("ul", { class: "taken-list" }, taken.map(takenItem)),
    buttons.length > 0 && el("p", { class: "part-tools" }, buttons), fateBar(sumOfFates()));
}

function takenItem(position) {
  const crux = byId.get(position.crux) || position;
  return el("li", {}, el("p", {}, el("strong", { class: `camp-${data.halves[position.side]}` }, position.side), " on ", linkTo(crux)),
    el("button", { type: "button", id: `back-${position.id}`, class: "close", "aria-label": `Give back: ${position.side} on ${label(crux)}`,
      onclick: () => takeSide(position, false) }, "×"));
}

/** A bar parted by how many stand, fall and are open, with the numbers below it. */
function fateBar(numbers) {
  const whole = summed(numbers) || 1;
  const share = (number) => `${((100 * number) / whole).toFixed(2)}%`;
  return el("div", {}, svg("svg", { class: "fate-bar", "aria-hidden": "true" }, [[1, 0], [2, numbers[1]], [0, numbers[1] + numbers[2]]].map(([fate, start]) =>
    svg("rect", { class: `fate-${FATES[fate].name}`, x: share(start), width: share(numbers[fate]), height: "100%" }))), el("p", {}, fateCounts(numbers)));
}

function thesesSection() {
  if (!theses().length) return null;
  return part(theses().length > 1 ? "The theses" : "The thesis", el("ul", { class: "fated" }, theses().map((node) => fated(node))));
}

/** A node with how it stands and how strong it is. */
function fated(node) {
  const fate = fateOf(node);
  const [now, then] = [weighed(), weighed("")].map(({ values }) => values[numberOf(node)]);
  return el("li", {}, el("p", {}, linkTo(node)), el("p", { class: "fate-line" }, fateWord(fate), strengthLine(now, then)));
}

const fateWord = (fate) => el("span", { class: `fate-word fate-${fate.name}` }, el("span", { "aria-hidden": "true" }, `${fate.sign} `), fate.word);

/** The cruxes by how far they move what is weighed; where that takes long, the rest is shown before. */
function rankingSection() {
  const { framework } = reasoning();
  const asked = targets().map(numberOf);
  if (!framework.cruxes.size) return null;
  const chooser = el("label", { class: "chooser" }, "for ", el("select", { id: "target", onchange: (event) => go({ target: event.target.value }) }, targetOptions()));
  const list = el("div", { class: "part-body" });
  const fill = () => list.replaceChildren(...rankedList(ranking(asked)).filter(Boolean));
  clearTimeout(awaited);
  if (asked.length && framework.size * framework.cruxes.size < QUICK) fill();
  else if (asked.length) {
    list.append(el("p", { class: "faint" }, "Working it out …"));
    awaited = setTimeout(fill, 30);
  }
  return part("Which crux matters most", chooser, list);
}

const QUICK = 500_000;
let awaited = 0;

function rankedList(ranked) {
  const moving = ranked.filter(({ swing, flips }) => swing !== 0 || flips);
  const still = ranked.length - moving.length;
  const them = targets().length > 1 ? "them" : "it";
  const most = Math.max(...moving.map(({ swing }) => swing || 0));
  return [el("ol", { class: "ranking" }, cutList(moving, MOST_RANKED, "ranking", (one) => rankedItem(one, most))), moreButton(moving, MOST_RANKED, "ranking"),
    still > 0 && el("p", { class: "faint" }, moving.length ? `${counted(still, "other crux does", "other cruxes do")} not reach ${them}.` : `No crux reaches ${them}.`)];
}

/** The theses together, each by itself, and the node that was chosen for it. */
function targetOptions() {
  const own = theses();
  const others = [...new Set([...(own.length > 1 ? own : []), byId.get(state.target)])].filter((node) => node && (own.length > 1 || node !== own[0]));
  const whole = own.length > 1 ? "all theses together" : own.length ? label(own[0]) : "choose a claim, then “What moves it”";
  return [["", whole], ...others.map((node) => [node.id, label(node)])].map(([value, words]) => el("option", { value, selected: value === state.target }, words));
}

/** A crux with how far it moves what is weighed, as a bar beside the longest of them, and how strong each side leaves it. */
function rankedItem({ crux, sides, effects, swing, flips }, most) {
  const node = byId.get(crux);
  const many = targets().length > 1;
  const moved = effects.filter((one) => one.swing !== 0 || new Set(one.labels).size > 1);
  const furthest = moved.reduce((best, one) => (one.swing > best.swing ? one : best), moved[0]);
  const towards = data.halves[sides[furthest.strengths.indexOf(Math.max(...furthest.strengths))]];
  return el("li", { "data-crux": crux }, el("p", {}, node ? linkTo(node) : crux),
    svg("svg", { class: `swing camp-${towards}`, "aria-hidden": "true" },
      svg("rect", { width: `${(100 * (swing / most || 0)).toFixed(1)}%`, height: "100%", rx: 3 })),
    moved.slice(0, MOST_EFFECTS).map((one) => el("p", { class: "leaves" }, many && `${label(nodeAt(one.target))}: `, leavesOf(sides, one))),
    moved.length > MOST_EFFECTS && el("p", { class: "faint" }, `and ${moved.length - MOST_EFFECTS} more`),
    el("p", {}, Number.isNaN(swing) ? "no stable strength"
      : ["moves ", many ? "them" : "it", " by ", el("strong", {}, shortly(swing))], flips && el("span", { class: "flips" }, ", and changes what stands")));
}

const MOST_EFFECTS = 3;

/** How strong each side leaves a target, those on the left half first. */
function leavesOf(sides, { strengths }) {
  const found = sides.map((side, place) => ({ side, strength: strengths[place], half: data.halves[side] }));
  found.sort((a, b) => Number(b.half === "left") - Number(a.half === "left"));
  return found.flatMap(({ side, strength, half }, place) => [place ? " · " : "", el("span", { class: `camp-${half}` }, side || "without it"), ` ${shortly(strength)}`]);
}

/** What the sides taken change, against none taken. */
function changesSection() {
  if (!state.take) return null;
  const changed = changedNodes();
  const { labels } = weighed("");
  const item_ = (node) => el("li", {}, el("p", {}, linkTo(node)),
    el("p", { class: "fate-line" }, fateWord(fateOf(node)), el("span", { class: "faint" }, `was ${FATES[labels[numberOf(node)]].word}`)));
  return part("What changes by that", !changed.length && el("p", { class: "faint" }, "Nothing stands or falls otherwise; strengths may differ."),
    el("ul", { class: "fated" }, cutList(changed, MOST_CHANGED, "changes", item_)), moreButton(changed, MOST_CHANGED, "changes"));
}

const cutList = (all, most, name, draw) => (wholeLists.has(name) ? all : all.slice(0, most)).map(draw);
const moreButton = (all, most, name) => all.length > most && !wholeLists.has(name)
  && el("button", { type: "button", id: `all-${name}`, class: "more", onclick: () => { wholeLists.add(name); drawWeighing(); } }, `+ ${all.length - most} more`);

/** How strength is worked out, and what it is not. */
function semanticsSection() {
  return part("What strength is", el("p", { class: "faint" }, "How far a claim is borne out by what is said for and against it here, from 0 to 1. It is no probability."),
    el("label", { class: "chooser" }, "Worked out by ", el("select", { id: "semantics", onchange: (event) => go({ semantics: event.target.value }) },
      reasoning().semantics.map(([name, title]) => el("option", { value: name, selected: name === state.semantics }, title)))));
}
