// Why a node stands, falls or is open, in one line; and the signs that say so on cards.

/** The sign of how a node stands, with the word for those who do not see it. */
function fateSign(node) {
  const fate = isWeighing() && fateOf(node);
  return fate && el("span", { class: `sign fate-${fate.name}`, title: fate.word }, el("span", { "aria-hidden": "true" }, fate.sign), el("span", { class: "unseen" }, fate.word));
}

/** What the looks of a card say of how its node stands: that it falls, and that it is a side taken. */
function fateClasses(node) {
  const fate = isWeighing() && fateOf(node);
  return fate ? ` is-${fate.name}${weighed().pins.get(numberOf(node)) ? ` taken camp-${data.halves[node.side]}` : ""}` : "";
}

/** How a node stands, how strong it is and why, for the details. */
function fateSection(node) {
  const fate = fateOf(node);
  if (!fate) return null;
  const [now, then] = [weighed(), weighed("")].map(({ values }) => values[numberOf(node)]);
  return el("section", { class: `fate fate-${fate.name}`, "aria-label": "How it stands" },
    el("p", { class: "fate-line" }, el("span", { class: "fate-word" }, el("span", { "aria-hidden": "true" }, `${fate.sign} `), fate.word), strengthLine(now, then)),
    el("p", { class: "why" }, ...whyOf(numberOf(node))));
}

/** A strength as a number and a bar, and what it was with no side taken. */
function strengthLine(now, then) {
  if (Number.isNaN(now)) return el("span", { class: "strength" }, "no stable strength");
  return el("span", { class: "strength" }, "strength ", el("strong", {}, shortly(now)), gauge(now),
    state.take && shortly(now) !== shortly(then) && el("span", { class: "faint" }, Number.isNaN(then) ? "none stable before" : `was ${shortly(then)}`));
}

/** A number from 0 to 1 with three digits, as the command `weigh` says it. */
const shortly = (number) => (Number.isNaN(number) ? "none" : number > 0 && number < 0.0005 ? "less than 0.001" : number.toFixed(3));

const gauge = (value) => svg("svg", { class: "gauge", "aria-hidden": "true" }, svg("rect", { class: "gauge-all", width: "100%", height: "100%", rx: 3 }),
  svg("rect", { class: "gauge-part", width: `${(100 * value).toFixed(1)}%`, height: "100%", rx: 3 }));

/** A node as words that open its details. */
const linkTo = (node) => el("a", { href: address({ node: node.id }), "data-node": node.id, onclick: openNode }, label(node));

/** The reason for a node's standing, in words and links. */
function whyOf(number) {
  const { framework } = reasoning();
  const { labels, pins } = weighed();
  const found = (name) => [OPEN, STANDS, FALLS].map((fate) => [...rowAt(framework[name], number)].filter((other) => labels[other] === fate));
  if (framework.sides.has(number)) return whyOfSide(number, pins);
  const reasons = { attackers: found("attackers"), supporters: found("supporters"), needs: found("needs") };
  return [whyOpen, whyStands, whyFalls][labels[number]](reasons);
}

function whyOfSide(number, pins) {
  if (!pins.has(number)) return ["A side of a crux is open until you take one."];
  if (pins.get(number)) return ["You take this side.", ...overruled(number)];
  return named("You take the other side:", sidesWith(number).filter((side) => pins.get(side)), ".");
}

/** What speaks against a side that is taken, and stands nevertheless. */
function overruled(number) {
  const { framework } = reasoning();
  const against = [...rowAt(framework.pushers, number)].filter((other, at_) => framework.weights[framework.pushers.starts[number] + at_] < 0 && weighed().labels[other] === STANDS);
  return against.length ? named(" Against it stands:", against, ".") : [];
}

const andMore = (some) => (some.length > 1 ? ` and ${some.length - 1} more` : "");

/** Words around the first of some nodes; a sentence that ends with its words needs no other end. */
function named(words, some, after) {
  const node = nodeAt(some[0]);
  const isEnded = after === "." && some.length === 1 && /[.?!…]$/.test(label(node));
  return [`${words} “`, linkTo(node), `”${andMore(some)}`, isEnded ? "" : after];
}

function whyFalls({ attackers, supporters, needs }) {
  if (attackers[STANDS].length) return named("Attacked by", attackers[STANDS], attackers[STANDS].length > 1 ? ", which stand." : ", which stands.");
  if (needs[FALLS].length) return named("It needs", needs[FALLS], needs[FALLS].length > 1 ? ", which fall." : ", which falls.");
  return supporters[FALLS].length > 1 ? named("All that supports it falls:", supporters[FALLS], ".") : named("All it rests on falls:", supporters[FALLS], ".");
}

function whyStands({ attackers, supporters, needs }) {
  const parts = [];
  if (attackers[FALLS].length) parts.push(named("What attacks it falls:", attackers[FALLS], "."));
  if (needs[STANDS].length) parts.push(named("All it needs stands:", needs[STANDS], "."));
  if (supporters[STANDS].length) parts.push(named("Supported by", supporters[STANDS], supporters[STANDS].length > 1 ? ", which stand." : ", which stands."));
  return parts.length ? parts.flatMap((one) => [...one, " "]) : ["Nothing in the map speaks against it."];
}

function whyOpen({ attackers, supporters, needs }) {
  if (attackers[OPEN].length) return named("Attacked by", attackers[OPEN], attackers[OPEN].length > 1 ? ", which are open." : ", which is open.");
  if (needs[OPEN].length) return named("It needs", needs[OPEN], needs[OPEN].length > 1 ? ", which are open." : ", which is open.");
  return named("Nothing that supports it stands yet:", supporters[OPEN], supporters[OPEN].length > 1 ? " are open." : " is open.");
}
