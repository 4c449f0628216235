// The Study view: a card at a time, turned over to its answer, and put away by whether it was known.

const CARD_KEYS = { " ": turnOver, Enter: turnOver, y: () => judge(true), n: () => judge(false), u: takeBack };

VIEWS.push({ name: "study", title: "Study", draw: drawStudy, keys: () => (state.study === "path" ? {} : CARD_KEYS) });

/** Of what an address says of cards, only what there is. */
function readStudy(found) {
  if (!study().facets.some(([name]) => name === found.facet)) found.facet = "";
  if (!study().cards.has(found.card)) found.card = "";
  if (!found.card) found.answer = "";
}

/** Draw the view into `main`. */
function drawStudy(main) {
  if (!nodes.length) return main.replaceChildren(nothing("There is nothing in this map."));
  return main.replaceChildren(el("div", { class: "study" }, studyTabs(), ...(state.study === "path" ? [drawPath()] : drawCards())));
}

function studyTabs() {
  const tab = (name, words) => el("a", { href: address({ study: name }), id: `study-${name || "cards"}`, "aria-current": state.study === name ? "true" : null }, words);
  return el("nav", { class: "views study-tabs", "aria-label": "Ways to study" }, tab("", "Cards"), tab("path", "What to learn first"));
}

function drawCards() {
  const deck = deckAtHand();
  const card_ = cardAtHand(deck);
  const any = study().deck.length > 0;
  return [any && studyTools(deck), card_ ? flipCard(card_) : atTheEnd(deck), any && studyFoot(deck)];
}

/** The card that the address names, if it passes the filters, else the next one. */
function cardAtHand(deck) {
  const named = study().cards.get(state.card);
  return named && deck.includes(named) ? named : nextCard(deck);
}

const isTurned = () => state.answer === "shown";

function studyTools(deck) {
  const all = study().deck.filter((one) => passes(one.node));
  const numbers = new Map(study().facets.map(([name]) => [name, all.filter((one) => one.facet === name).length]));
  const offered = study().facets.filter(([name]) => numbers.get(name) || name === state.facet);
  return el("div", { class: "study-tools" },
    el("label", { class: "chooser" }, "Ask ", el("select", { id: "facet", onchange: (event) => adjust({ facet: event.target.value, card: "", answer: "" }) },
      el("option", { value: "" }, `everything (${all.length})`),
      offered.map(([name, meaning]) => el("option", { value: name, selected: name === state.facet }, `${meaning} (${numbers.get(name)})`)))),
    sourceChooser(), ...boxes(deck));
}

function boxes(deck) {
  return [boxBar(deck), el("p", { class: "study-sum" }, sumOfDeck(deck))];
}

/** What another page put away is counted at once; the card that is asked here stays, however far the reader is with it. */
addEventListener("storage", ({ key }) => {
  if (!readAnew(key) || state.view !== "study") return;
  if (at("at-the-end")) return redraw();
  const [bar, sum] = [".box-bar", ".study-sum"].map((name) => at("main").querySelector(name));
  if (bar && sum) [bar, sum].forEach((old, place) => old.replaceWith(boxes(deckAtHand())[place]));
});

function studyFoot(deck) {
  return el("div", { class: "study-foot" },
    el("button", { type: "button", id: "take-back", disabled: !study().past.length, onclick: takeBack }, "Take back ", el("kbd", { "aria-hidden": "true" }, "u")),
    el("button", { type: "button", id: "forget", disabled: deck.every(isNew), onclick: startAnew }, "Start anew"),
    el("p", { class: "faint" }, isKeeping() ? "What you knew is kept in this browser alone." : "This browser keeps nothing for this page: what you knew is forgotten once it is closed."));
}

/** The filter by source, at hand where there are several. */
function sourceChooser() {
  const facet = FACETS.find(({ name }) => name === "source");
  const some = parted(state.source);
  const offered = new Map([...known(facet)].map((id) => [listed([id]), sourceName(id)]));
  if (offered.size < 2) return null;
  if (some.length > 1) offered.set(state.source, `${some.length} documents`);
  return el("label", { class: "chooser" }, "from ", el("select", { id: "study-source", onchange: (event) => adjust({ source: event.target.value, card: "", answer: "" }) },
    el("option", { value: "" }, "all documents"), [...offered].map(([value, words]) => el("option", { value, selected: value === state.source }, words))));
}

/** How far the cards are learned, from the least to the most: by box. */
const LEARNED = [
  { name: "new", holds: isNew },
  { name: "begun", holds: ({ box }) => box >= 0 && box < 3 },
  { name: "known well", holds: ({ box }) => box >= 3 },
];

function sumOfDeck(deck) {
  const numbers = LEARNED.map(({ name, holds }) => [deck.filter(holds).length, name]).filter(([number]) => number);
  return [el("strong", {}, `${deck.filter(isDue).length} to ask`), ` of ${counted(deck.length, "card", "cards")}: `, numbers.map(([number, name]) => `${number} ${name}`).join(", ")];
}

function boxBar(deck) {
  let start = 0;
  const bars = [...LEARNED].reverse().map(({ name, holds }) => {
    const width = (100 * deck.filter(holds).length) / (deck.length || 1);
    start += width;
    return svg("rect", { class: `learned-${name.replace(" ", "-")}`, x: `${(start - width).toFixed(2)}%`, width: `${width.toFixed(2)}%`, height: "100%" });
  });
  return svg("svg", { class: "box-bar", "aria-hidden": "true" }, bars);
}

function flipCard(card_) {
  const kind = kinds.get(card_.node.kind);
  return el("article", { class: `flip role-${kind.role}${isTurned() ? " turned" : ""}`, "aria-labelledby": "flip-question", "data-card": card_.id, onclick: turnByClick },
    el("p", { class: "card-top" }, el("span", { class: "kind" }, kind.label), el("span", {}, [sourceName(card_.node.source), isTurned() && card_.node.section].filter(Boolean).join(" › "))),
    el("h2", { id: "flip-question", tabindex: -1 }, card_.question),
    isTurned() ? answerOf(card_)
      : el("p", { class: "flip-tools" }, el("button", { type: "button", id: "turn", class: "strong", onclick: turnOver }, "Show the answer ", el("kbd", { "aria-hidden": "true" }, "Space"))));
}

function answerOf(card_) {
  const [known_, unknown] = [true, false].map((isKnown) => comesBack(boxAfter(card_, isKnown)));
  return el("section", { class: "flip-answer", id: "answer", tabindex: -1, "aria-label": "Answer" },
    el(card_.ordered ? "ol" : "ul", { class: card_.points.length > 1 ? "points" : "points only" }, pointItems(card_.points)),
    el("p", { class: "flip-about" }, !card_.points.some(({ node }) => node === card_.node) && ["Asked about ", linkTo(card_.node), passageLink(card_.node), " · "],
      el("a", { href: address({ study: "path", learn: card_.node.id }) }, "What to learn first")),
    card_.links.length > 0 && el("details", { class: "flip-why" }, el("summary", {}, `What the answer rests on (${counted(card_.links.length, "link", "links")})`),
      el("ul", {}, card_.links.map((link) => el("li", {}, linkTo(link.from), el("span", { class: `relation polarity-${polarity(link)}` }, ` ${link.relation.label} `), linkTo(link.to), link.inferred && el("span", { class: "remark" }, " inferred"))))),
    el("p", { class: "flip-tools" },
      el("button", { type: "button", id: "not-known", onclick: () => judge(false) }, "Did not know ", el("kbd", { "aria-hidden": "true" }, "n"), el("span", { class: "when" }, unknown)),
      el("button", { type: "button", id: "known", class: "strong", onclick: () => judge(true) }, "Knew it ", el("kbd", { "aria-hidden": "true" }, "y"), el("span", { class: "when" }, known_))));
}

/** The points of an answer; what sides say stands out, and what else is named comes under it. */
function pointItems(points) {
  const isSide = ({ lead }) => Object.hasOwn(data.halves, lead);
  const sided = points.findIndex(isSide);
  return points.map((point, place) => el("li", { class: isSide(point) ? `side-point camp-${data.halves[point.lead]}` : sided >= 0 && place > sided && "under" },
    point.lead && el("span", { class: "lead" }, `${point.lead}: `),
    point.node ? el("a", { href: address({ node: point.node.id }), "data-node": point.node.id, onclick: openNode }, point.text || point.node.id) : point.text,
    point.node && passageLink(point.node)));
}

/** The way to a node's passage in its document, where that has an address. */
function passageLink(node) {
  const url = node.passage && addressOf(node);
  const words = url && `“${node.passage.filter(Boolean).join(" … ")}”`;
  return url && el("a", { class: "passage-link", href: url, rel: "noreferrer noopener", target: "_blank", title: words, "aria-label": `Passage ${words}` }, "passage");
}

/** When a card comes back. */
function comesBack({ due }) {
  const days = due - today();
  return days <= 0 ? "again soon" : days === 1 ? "tomorrow" : `in ${days} days`;
}

/** What to say when no card is due. */
function atTheEnd(deck) {
  if (!deck.length) return nothing(study().deck.length ? "No card passes the filters." : "This map gives no questions to learn from.");
  const next = [...Map.groupBy(deck, comesBack)].sort(([, [a]], [, [b]]) => a.due - b.due);
  return el("div", { class: "empty", id: "at-the-end", tabindex: -1 }, el("p", {}, el("strong", {}, "Nothing more to ask today.")),
    el("p", {}, `${next.map(([when, found], place) => `${place ? found.length : counted(found.length, "card comes", "cards come")} back ${when}`).join(", ")}.`),
    el("button", { type: "button", id: "ahead", onclick: goAhead }, "Ask on ahead"));
}

function goAhead() {
  study().isAhead = true;
  redraw();
  at("turn")?.focus();
}

/** Turn the card that is shown, and put the focus on what is to be read or done then. */
function turnOver() {
  const card_ = cardAtHand(deckAtHand());
  if (!card_) return;
  adjust({ card: card_.id, answer: isTurned() ? "" : "shown" });
  at(isTurned() ? "answer" : "turn").focus({ preventScroll: true });
  at("main").querySelector(".flip").classList.add("turning");
}

/** A click turns the card too, but not one that follows a link or marks words. */
function turnByClick(event) {
  if (event.target.closest("a, button, summary") || String(getSelection())) return;
  turnOver();
}

/** Put the card away and go to the next. */
function judge(isKnown) {
  const card_ = isTurned() && cardAtHand(deckAtHand());
  if (!card_) return;
  putAway(card_, isKnown);
  const next = nextCard(deckAtHand());
  go({ card: next ? next.id : "", answer: "", node: "" });
  say(`${isKnown ? "Knew it" : "Did not know"}: comes back ${comesBack(card_).replace("again ", "")}`);
  at(next ? "turn" : "at-the-end").focus({ preventScroll: true });
  at("main").scrollTo(0, 0);
}

function takeBack() {
  if (!study().past.length) return;
  const card_ = undone();
  go({ card: card_.id, answer: "" });
  say("Taken back");
  at("turn")?.focus({ preventScroll: true });
}

function startAnew() {
  const deck = deckAtHand();
  forget(deck);
  go({ card: "", answer: "" });
  say(`${counted(deck.length, "card is", "cards are")} new again; “Take back” undoes that`);
  at("turn").focus();
}
