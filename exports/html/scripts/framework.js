// The framework: what speaks for and against each weighed node, as rows of numbers; nothing here knows the page.

/** A framework from the few characters in which the page holds it; rows turned round are made once, beside them. */
function unpacked({ size, weights, usual, bases, cruxes, ...rows_ }) {
  const found = { size, weights: Float64Array.from(weights), bases: new Float64Array(size).fill(usual) };
  for (const [node, base] of Object.entries(bases)) found.bases[node] = base;
  for (const [name, { lengths, items }] of Object.entries(rows_)) found[name] = rowsOf(size, lengths, items);
  for (const name of Object.keys(rows_)) found[`${name}Turned`] = turned(found[name], size);
  found.cruxes = new Map(cruxes.map(([crux, sides]) => [crux, new Map(sides)]));
  found.sides = new Set([...found.cruxes.values()].flatMap((sides) => [...sides.values()]));
  return found;
}

function rowsOf(size, lengths, items) {
  const starts = new Int32Array(size + 1);
  for (let row = 0; row < size; row += 1) starts[row + 1] = starts[row] + (lengths[row] || 0);
  return { starts, items: Int32Array.from(items) };
}

/** The items of one row. */
const rowAt = ({ starts, items }, node) => items.subarray(starts[node], starts[node + 1]);

/** Do something for every item of one row; much faster than to walk along `rowAt`. */
function eachAt({ starts, items }, node, act) {
  for (let place = starts[node]; place < starts[node + 1]; place += 1) act(items[place]);
}

/** The rows the other way round: in row v all rows that hold v. */
function turned({ starts, items }, size) {
  const lengths = new Int32Array(size);
  for (const item_ of items) lengths[item_] += 1;
  const found = rowsOf(size, lengths, new Int32Array(items.length));
  const free = found.starts.slice();
  for (let row = 0; row < size; row += 1) eachAt({ starts, items }, row, (item_) => { found.items[free[item_]++] = row; });
  return found;
}

/** All that rows lead to from some nodes, themselves first. */
function reached(starts, all) {
  const found = new Set(starts);
  for (const node of found) for (const rows_ of all) eachAt(rows_, node, (other) => found.add(other)); // grows as it is walked
  return found;
}

/** What may stand or fall otherwise, and what may be stronger or weaker, once these nodes do or are. */
const standingBehind = (framework, starts) => reached(starts, [framework.attackersTurned, framework.supportersTurned, framework.needsTurned]);
const strengthBehind = (framework, starts) => reached(starts, [framework.pushersTurned, framework.capsTurned]);

/** What some nodes' standing or strength may hang on. */
const standingBefore = (framework, starts) => reached(starts, [framework.attackers, framework.supporters, framework.needs]);
const strengthBefore = (framework, starts) => reached(starts, [framework.pushers, framework.caps]);
