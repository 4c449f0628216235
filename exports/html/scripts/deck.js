// The cards to learn from: which box each is in, when it comes back, and which is asked next.

/** For how many days a card rests in each box (Leitner 1972): one that was not known is asked again at once. */
const REST = [0, 1, 2, 4, 8, 16];

/** How many other cards are asked before a card, or one that gives its answer away, comes again. */
const APART = 4;

let studied = null;

/** The facets, cards and rules of learning of the page, read when they are first asked for. */
function study() {
  if (!studied) {
    const { facets, cards, learning } = JSON.parse(at("study-data").textContent);
    const deck = cards.map((packed, place) => dealt(facets, packed, place));
    studied = { facets, rules: rulesOf(learning), deck, cards: new Map(deck.map((one) => [one.id, one])), turn: 0, asked: new Map(), past: [] };
  }
  return studied;
}

function dealt(facets, [facet, node, question, points, extra = {}], place) {
  const { part: part_ = "", family = node, ordered = false, links: restsOn = [] } = extra;
  const [name] = facets[facet];
  const id = `${nodes[node].id}#${name}${part_ && `:${part_}`}`;
  return { id, place, facet: name, node: nodes[node], question, family, ordered, points: points.map(pointOf), links: restsOn.map((at_) => links[at_]), ...boxed(kept(`card ${id}`)) };
}

function pointOf(packed) {
  const [lead, node, text] = typeof packed === "number" ? ["", packed] : packed;
  return { lead, node: nodes[node], text: text ?? nodes[node].text };
}

/** The box of a card and the day it comes back, as they are kept; a new card is in none. */
function boxed(words) {
  const [, box, due] = /^([0-5]) (\d{1,6})$/.exec(words) || [];
  return box ? { box: Number(box), due: Math.min(Number(due), today() + REST[box]) } : { box: -1, due: 0 };
}

/** The day on the reader's calendar, counted from the first of 1970. */
function today() {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
}

const isNew = (card_) => card_.box < 0;
const isDue = (card_) => card_.due <= today();

/** The cards that pass the filters and have the facet that was asked for. */
const deckAtHand = () => study().deck.filter((one) => passes(one.node) && (!state.facet || one.facet === state.facet));

/**
 * The card to ask next, undefined if there is none: of those that are due, or of all once the reader goes on ahead, one
 * that was not asked just now and whose answer was not just given away; what was begun first, then new ones as they come.
 */
function nextCard(deck) {
  const { turn, asked } = study();
  const isFresh = (key) => (asked.has(key) && turn - asked.get(key) < APART ? 1 + asked.get(key) : 0);
  const urgency = (one) => [isFresh(one.id), isFresh(one.family), isDue(one) ? 0 : one.due, isNew(one) ? 1 : 0, one.box, one.place];
  const open = deck.filter((one) => isDue(one) || study().isAhead);
  return open.map((one) => [urgency(one), one]).reduce((best, one) => (best && compared(best[0], one[0]) <= 0 ? best : one), null)?.[1];
}

/** Put a card a box further if it was known, else into the first; it counts as asked now. */
function putAway(card_, isKnown) {
  const found = study();
  remember([card_]);
  found.turn += 1;
  for (const key of [card_.id, card_.family]) found.asked.set(key, found.turn);
  put(card_, boxAfter(card_, isKnown));
}

/** The box into which a card goes, and the day it comes back. */
function boxAfter({ box }, isKnown) {
  const next = isKnown ? Math.max(1, Math.min(box + 1, REST.length - 1)) : 0;
  return { box: next, due: today() + REST[next] };
}

function put(card_, { box, due }) {
  Object.assign(card_, { box, due });
  keep(`card ${card_.id}`, box < 0 ? "" : `${box} ${due}`);
}

/** Forget how well cards are known. */
function forget(deck) {
  remember(deck);
  for (const one of deck) put(one, { box: -1, due: 0 });
}

function remember(deck) {
  study().past.push(deck.map((one) => ({ card: one, box: one.box, due: one.due })));
}

/** Take back what was done last; the first of the cards that it was done to. */
function undone() {
  const last = study().past.pop();
  for (const { card: card_, ...box } of last) put(card_, box);
  return last[0].card;
}

/** Another page of this map put a card away meanwhile: that card, read anew; none if what changed is no card of the deck. */
function readAnew(key) {
  const card_ = studied && (key || "").startsWith(`${SHELF}card `) && studied.cards.get(key.slice(`${SHELF}card `.length));
  return card_ && Object.assign(card_, boxed(kept(`card ${card_.id}`)));
}
