// The order of learning: all that a thing needs, collected, and put in a row, just as the command `study path` does it.

/** The rules of learning, from the few characters in which the page holds them. */
const rulesOf = ({ needs, ...rest }) => ({ ...rest, needs: new Map(needs.map(([relation, before, says, kinds_, anyAtTarget, butFor], rank_) => [relation, { before, says, kinds: kinds_, anyAtTarget, butFor, rank: rank_ }])) });

/** A node and all that is the same, by id: one thing to learn, which its first node stands for. */
function twinsOf(node) {
  if (!node.twins) {
    const found = new Set([node]);
    for (const one of found) for (const near of neighbours(one)) if (near.link.relation.name === "same_as") found.add(near.node); // grows as it is walked
    const sorted = [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const one of sorted) one.twins = sorted;
  }
  return node.twins;
}

const thingOf = (node) => twinsOf(node)[0];

/** Whether a node is a document of the map itself, and not one that it only mentions. */
const isDocument = (node) => node.kind === "source" && node.id === `${node.source}/source`;

/** The thesis of a document, undefined if there is none, or the node is no document. */
const thesisOf = (node) => (isDocument(node) && byId.has(node.thesis) ? thingOf(byId.get(node.thesis)) : undefined);

/** Whether what a link asks for can be skipped: the encoder inferred it, or it is only put forward as possible. */
const isWeak = (link) => Boolean(link.inferred) || link.modality === "possible" || link.modality === "hypothetical";

/** Whether there are links and all of them are weak. */
const givesWay = (found) => found.length > 0 && found.every(isWeak);

/** The ends of a link, the one to be learned first in front. */
const endsOf = (rules, link) => (rules.needs.get(link.relation.name).before === "from" ? [link.from, link.to] : [link.to, link.from]);

/** What is to be learned before a thing, each with the links that say so. */
function neededBefore(rules, thing, isTarget) {
  const found = new Map();
  const same = new Set(twinsOf(thing));
  for (const link of [...same].flatMap((twin) => [...twin.out, ...twin.into])) {
    const need = rules.needs.get(link.relation.name);
    if (!need) continue;
    const [first_, later] = endsOf(rules, link);
    const isAny = !need.kinds.length || (isTarget && need.anyAtTarget);
    if (!same.has(later) || same.has(first_) || need.butFor.includes(later.kind) || !(isAny || need.kinds.includes(first_.kind))) continue;
    if (!found.has(thingOf(first_))) found.set(thingOf(first_), []);
    found.get(thingOf(first_)).push(link);
  }
  return found;
}

/** All that a node needs, itself included, as far as one comes without passing what is left out: things, each with what it needs. */
function allNeeded(rules, target, without) {
  const root = thingOf(target);
  const leftOut = new Set(isDocument(target) ? [...without, root] : without);
  const needs = new Map();
  const queue = without.has(root) ? [] : [root];
  while (queue.length) {
    const thing = queue.pop();
    if (needs.has(thing)) continue;
    const earlier = neededBefore(rules, thing, thing === root);
    if (thing === root) for (const first_ of taughtBy(rules, target)) if (!earlier.has(first_)) earlier.set(first_, []);
    for (const gone of leftOut) earlier.delete(gone);
    needs.set(thing, earlier);
    queue.push(...earlier.keys());
  }
  return needs;
}

/** What a document teaches, and its thesis; nothing if the target is no document. */
function taughtBy(rules, target) {
  const found = isDocument(target) ? nodes.filter((node) => node.source === target.source && rules.taught.includes(node.kind)) : [];
  return [...found.map(thingOf), thesisOf(target)].filter(Boolean);
}

/** What is needed by what one starts from, itself included, along the links that pass. */
function neededBy(needs, starts, isPassed = () => true) {
  const found = new Set(starts);
  for (const thing of found) for (const [first_, links_] of needs.get(thing)) if (isPassed(links_)) found.add(first_); // grows as it is walked
  return found;
}

/** By which things that are ready follow one another: what a document takes for granted, all else, its thesis and the target; within these by complexity, then as in the map. */
function ranksOf(rules, target, needs) {
  const [root, thesis_] = [thingOf(target), thesisOf(target)];
  const granted = neededBy(needs, isDocument(target) ? [...needs.get(root)].filter(([, links_]) => links_.length).map(([first_]) => first_) : []);
  const complexity = (thing) => twinsOf(thing).reduce((least, twin) => (twin.complexity ? Math.min(least ?? twin.complexity, twin.complexity) : least), undefined) ?? rules.unrated;
  const rankOf_ = (thing) => [thing === root || thing === thesis_ ? 2 : Number(!granted.has(thing)), complexity(thing), Math.min(...twinsOf(thing).map((twin) => twin.place))];
  return new Map([...needs.keys()].map((thing) => [thing, rankOf_(thing)]));
}

/** Which of two ranks is first, as a number below or above 0. */
const compared = (some, others) => some.reduce((found, one, at_) => found || one - others[at_], 0);

/** The things in the order to learn them, those that need one another firmly in one group. */
function inOrder(needs, ranks) {
  const things = [...needs.keys()].sort((a, b) => compared(ranks.get(a), ranks.get(b)));
  const place = new Map(things.map((thing, at_) => [thing, at_]));
  const asked = things.map((thing) => [...needs.get(thing)].map(([first_, links_]) => [place.get(first_), givesWay(links_)]));
  const knot = homes(components(asked.map((firsts) => firsts.map(([first_]) => first_))));
  const inputs = asked.map((firsts, thing) => firsts.filter(([first_, isSoft]) => !isSoft || knot.get(first_) !== knot.get(thing)).map(([first_]) => first_));
  const groups = components(inputs).map((group) => group.sort((a, b) => a - b));
  return lowestFirst(groups, inputs).map((number) => groups[number].map((at_) => things[at_]));
}

const homes = (groups) => new Map(groups.flatMap((group, number) => group.map((one) => [one, number])));

/** The numbers of the groups, each after those it depends on, of the ready ones that with the lowest first member (Kahn 1962). */
function lowestFirst(groups, inputs) {
  const home = homes(groups);
  const before = groups.map((group, number) => new Set(group.flatMap((one) => inputs[one].map((first_) => home.get(first_))).filter((other) => other !== number)));
  const after = groups.map(() => []);
  before.forEach((firsts, number) => firsts.forEach((first_) => after[first_].push(number)));
  const waiting = before.map((firsts) => firsts.size);
  const ready = []; // the lowest at the end
  const enter = (number) => {
    let [start, end] = [0, ready.length];
    while (start < end) {
      const middle = (start + end) >> 1;
      if (groups[ready[middle]][0] > groups[number][0]) start = middle + 1;
      else end = middle;
    }
    ready.splice(start, 0, number);
  };
  waiting.forEach((left, number) => { if (!left) enter(number); });
  const found = [];
  while (ready.length) {
    const number = ready.pop();
    found.push(number);
    for (const later of after[number]) if ((waiting[later] -= 1) === 0) enter(later);
  }
  return found;
}
