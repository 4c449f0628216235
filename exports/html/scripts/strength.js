// Strength: how far each node is borne out, 0 to 1; the same formulas, order, step, tolerance and rounds as in Python.

const CLIP = 1e-6;
const MOST_EXPONENT = 700;
const HALF_WAY = 0.5;
const TOLERANCE = 1e-12;
const MOST_ROUNDS = 10_000;

function summed(numbers) {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

const positive = (number) => 0.5 * (number + Math.abs(number));
const squared = (number) => positive(number) ** 2 / (1 + positive(number) ** 2);

/** 1 − Π(1 − push) of what supports, less that of what attacks. */
function spared(pushes) {
  let [attacked, supported] = [1, 1];
  for (const push of pushes) {
    if (push > 0) supported *= Math.max(1 - push, 0);
    else attacked *= Math.max(1 + push, 0);
  }
  return attacked - supported;
}

/** How pushes on a node are put together, and how that moves its base score, by the semantics' name. */
const SEMANTICS = {
  mlp: { energy: summed, influence: (base, energy) => 0.5 + 0.5 * Math.tanh(0.5 * (Math.log(clipped(base) / (1 - clipped(base))) + energy)) },
  "df-quad": { energy: spared, influence: (base, energy) => base + (1 - base) * positive(energy) - base * positive(-energy) },
  "quadratic-energy": { energy: summed, influence: (base, energy) => base + (1 - base) * squared(energy) - base * squared(-energy) },
  euler: { energy: summed, influence: (base, energy) => 1 - (1 - base * base) / (1 + base * Math.exp(Math.min(energy, MOST_EXPONENT))) },
};

const clipped = (base) => Math.min(Math.max(base, CLIP), 1 - CLIP);

/** The strength of every node; of a pinned one 1 or 0, NaN where none is stable. */
function strengthsOf(framework, semantics, pins) {
  const values = new Float64Array(framework.size);
  restrengthen(framework, semantics, pins, values, knotsOf(framework));
  return values;
}

/** Work the strengths of some knots out anew, each after all that pushes it. */
function restrengthen(framework, semantics, pins, values, knots) {
  for (const knot of knots) {
    for (const node of knot) if (pins.has(node)) values[node] = pins.get(node) ? 1 : 0;
    if (knot.length > 1) settle(framework, semantics, values, knot.filter((node) => !pins.has(node)));
    else if (!pins.has(knot[0])) values[knot[0]] = strengthAt(framework, semantics, values, knot[0]);
  }
}

function strengthAt({ pushers, weights, caps, bases }, { energy, influence }, values, node) {
  const pushes = [];
  for (let place = pushers.starts[node]; place < pushers.starts[node + 1]; place += 1) pushes.push(weights[place] * values[pushers.items[place]]);
  let strength = influence(bases[node], energy(pushes));
  eachAt(caps, node, (cap) => { strength = Math.min(strength, values[cap]); });
  return strength;
}

/**
 * Nodes that push one another start at their base scores and go half the way to what the others make of them, all at
 * once, until none is further off than TOLERANCE; else, after MOST_ROUNDS, they have no stable strength.
 */
function settle(framework, semantics, values, knot) {
  for (const node of knot) values[node] = framework.bases[node];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const aims = knot.map((node) => strengthAt(framework, semantics, values, node));
    const off = knot.map((node, at_) => Math.abs(aims[at_] - values[node]));
    if (off.every((each) => each <= TOLERANCE)) return;
    if (off.some(Number.isNaN)) break;
    knot.forEach((node, at_) => { values[node] += HALF_WAY * (aims[at_] - values[node]); });
  }
  for (const node of knot) values[node] = NaN;
}
