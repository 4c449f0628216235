// Swings: how far each crux moves what is weighed, worked out anew only where its sides lead; the same as `rank` in Python.

/**
 * What each crux does to the targets, settled this way and that, all else as pinned: `[{ crux, sides, effects, swing,
 * expected, flips }]`, those expected to move them most first, then by id. `sides` are the names, "" for denying an only side;
 * an effect on a target that they reach is `{ target, strengths, labels, swing, expected }`, in their order. Swings and moves of
 * several targets are summed up. A side does not move itself. NaN where no strength is stable. `flips` says whether a target
 * stands, falls or is open under one side and not under another.
 */
function swingsOf(framework, semantics, pins, targets_, now) {
  const before = { standing: standingBefore(framework, targets_), strength: strengthBefore(framework, targets_) };
  const found = distinctCruxes(framework).map(([crux, sides]) => {
    const own = [...sides.values()];
    const standing_ = coneOf(framework, own, before.standing, standingBehind);
    const strength = coneOf(framework, own, before.strength, strengthBehind).intersection(before.strength);
    const settled = settings(own).map((setting) => settledSo(framework, semantics, new Map([...pins, ...setting]), standing_, strength, now));
    const reached_ = targets_.filter((target) => (standing_.has(target) || strength.has(target)) && !own.includes(target));
    const effects = reached_.map((target) => effectOn(target, settled));
    const unmoved = targets_.filter((target) => !reached_.includes(target)).map((target) => 0 * now.values[target]); // NaN stays NaN
    return { crux, sides: [...sides.keys(), ...(own.length === 1 ? [""] : [])], effects,
      swing: sumOfStable([...effects.map((one) => one.swing), ...unmoved]), expected: sumOfStable([...effects.map((one) => one.expected), ...unmoved]),
      flips: effects.some(({ labels }) => new Set(labels).size > 1) };
  });
  const size = ({ expected }) => (Number.isNaN(expected) ? -1 : expected);
  return found.sort((a, b) => size(b) - size(a) || b.swing - a.swing || Number(b.flips) - Number(a.flips) || (a.crux < b.crux ? -1 : 1));
}

/** What may change with some nodes, if what is asked for hangs on any of them. */
const coneOf = (framework, own, before, behind) => (own.some((node) => before.has(node)) ? behind(framework, own) : new Set());

/** The strengths and labels of a target under each side; the swing is between the two sides that differ most. */
function effectOn(target, settled) {
  const strengths = settled.map(({ values }) => values[target]);
  const mean = summed(strengths) / strengths.length;
  return { target, strengths, labels: settled.map(({ labels }) => labels[target]), swing: Math.max(...strengths) - Math.min(...strengths),
    expected: summed(strengths.map((one) => Math.abs(one - mean))) / strengths.length };
}

function sumOfStable(numbers) {
  const stable = numbers.filter((number) => !Number.isNaN(number));
  return stable.length ? summed(stable) : NaN;
}

/** Which nodes each way to settle a crux pins: a side taken and its rivals out, an only side taken or denied. */
function settings(own) {
  return [...own, ...(own.length === 1 ? [-1] : [])].map((taken) => own.map((node) => [node, node === taken]));
}

/** The labels and strengths under some pins, worked out anew in the cones. */
function settledSo(framework, semantics, pins, standing_, strength, now) {
  const [labels, values] = [now.labels.slice(), now.values.slice()];
  relabel(framework, pins, labels, standing_);
  restrengthen(framework, semantics, pins, values, knotsWith(framework, strength));
  return { labels, values };
}

/** The cruxes with sides, by id, those that are the same once. */
function distinctCruxes(framework) {
  const found = new Map();
  for (const [crux, sides] of [...framework.cruxes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = [...sides.values()].sort((a, b) => a - b).join(" ");
    if (key && !found.has(key)) found.set(key, [crux, sides]);
  }
  return [...found.values()];
}
