// The learning path: what to learn before something, step by step, and why.

/**
 * What to learn, in order, to get to a node; for a document all that it teaches, its thesis last. A step has its `node`,
 * the `twins` that are the same, its `role` (needed, taught, thesis, target), the links `because` of which it is there,
 * whether it is `optional`, what the document `says` of it, whether it is `external` with `references` that tell of it,
 * and the number of its `circle`, 0 for none.
 */
function learningPath(rules, target, known_) {
  const familiar = new Set(known_.map(thingOf));
  const everything = allNeeded(rules, target, new Set());
  const needs = allNeeded(rules, target, familiar);
  const ranks = ranksOf(rules, target, everything);
  const gone = [...everything.keys()].filter((thing) => !needs.has(thing) && thing !== thingOf(target)).sort((a, b) => compared(ranks.get(a), ranks.get(b)));
  const shown = (some) => some.map((thing) => shownAs(thing, target)[0]);
  return {
    target,
    steps: stepsTo(rules, target, needs, inOrder(needs, ranks)),
    known: shown(gone.filter((thing) => familiar.has(thing))),
    skipped: shown(gone.filter((thing) => !familiar.has(thing))),
    unneeded: shown([...familiar].filter((thing) => !everything.has(thing)).sort((a, b) => (a.id < b.id ? -1 : 1))),
  };
}

/** The path without what can be skipped. */
function neededOnly(rules, path) {
  const steps_ = path.steps.filter(({ optional }) => !optional);
  const left = new Set([...steps_.map(({ node }) => thingOf(node)), thingOf(path.target)]);
  return { ...path, steps: steps_.map((step_) => ({ ...step_, because: step_.because.filter((link) => left.has(thingOf(endsOf(rules, link)[1]))) })) };
}

/** The nodes of a thing, in front the one by which it is shown: the target, else one of its document, if there is one. */
function shownAs(thing, target) {
  const rank_ = (twin) => (twin === target ? 0 : twin.source === target.source ? 1 : 2);
  const isTarget = twinsOf(thing).includes(target);
  return [...twinsOf(thing)].sort((a, b) => (isTarget ? Math.min(rank_(a), 1) - Math.min(rank_(b), 1) : rank_(a) - rank_(b)));
}

function stepsTo(rules, target, needs, groups) {
  const [root, thesis_] = [thingOf(target), thesisOf(target)];
  const because = becauseOf(rules, needs, groups.flat());
  const firmly = neededBy(needs, needs.size ? [root] : [], (links_) => !givesWay(links_));
  let circle = 0;
  return groups.flatMap((group) => {
    circle += Number(group.length > 1);
    return group.filter((thing) => thing !== root || !isDocument(target)).map((thing) => {
      const [node, ...twins] = shownAs(thing, target);
      const links_ = because.get(thing).sort((a, b) => Number(isWeak(a)) - Number(isWeak(b)));
      const external = isExternal(rules, thing);
      return {
        node, twins, because: links_, external,
        role: thing === root ? "target" : thing === thesis_ ? "thesis" : links_.length ? "needed" : "taught",
        optional: !firmly.has(thing),
        says: saysOf(thing),
        references: external ? referencesOf(thing) : [],
        circle: group.length > 1 ? circle : 0,
      };
    });
  });
}

/** For each thing the links by which others need it, in the order of these. */
function becauseOf(rules, needs, things) {
  const found = new Map(things.map((thing) => [thing, []]));
  const rank_ = (link) => rules.needs.get(link.relation.name).rank;
  for (const later of things) {
    for (const [first_, links_] of needs.get(later)) found.get(first_).push(...[...links_].sort((a, b) => rank_(a) - rank_(b)));
  }
  return found;
}

const isWork = (node) => node.kind === "reference" || (node.kind === "source" && !isDocument(node));

const linksAt = (thing) => twinsOf(thing).flatMap((twin) => [...twin.out, ...twin.into]);

/** Whether the text of a node says no more than what it is called, perhaps with another name in brackets. */
const isBare = ({ title, text }) => !title || title === text || (text.startsWith(`${title} (`) && text.endsWith(")"));

/** The text of a thing, or where that only repeats its name what its own document says about it first; for want of that its other name. */
function saysOf(thing) {
  const told = twinsOf(thing).find((twin) => !isBare(twin));
  if (told) return told.text;
  const about = twinsOf(thing).flatMap((twin) => twin.into).find(({ from, to, relation, inferred }) => relation.name === "about" && !inferred && from.source === to.source);
  const named = twinsOf(thing).find(({ title, text }) => title && title !== text);
  return about ? about.from.text : named ? named.text : "";
}

/** Whether the map says nothing of a thing, but which works do: a work, what a document takes for granted or only points to, or what is named and no more. */
function isExternal(rules, thing) {
  const twins = twinsOf(thing);
  if (twins.some(isDocument)) return false;
  const found = linksAt(thing);
  if (!found.every(({ from, to, relation }) => rules.listed.includes(relation.name) || isWork(from) || isWork(to))) return false;
  return twins.every((twin) => rules.named.includes(twin.kind) && isBare(twin)) || twins.some(isWork)
    || found.some(({ from, to, relation }) => rules.points_to.includes(relation.name) && (isDocument(from) || isDocument(to)));
}

/** The works that a thing points to, or that say something of it. */
function referencesOf(thing) {
  const told = linksAt(thing).filter(({ relation }) => relation.name !== "prerequisite_of");
  return [...new Set(told.flatMap(({ from, to }) => [from, to]))].filter((node) => !twinsOf(thing).includes(node) && isWork(node));
}
