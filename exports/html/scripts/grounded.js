// The grounded labelling: what stands, what falls and what is left open; the same as `grounded` in Python.

const OPEN = 0;
const STANDS = 1;
const FALLS = 2;

/**
 * The label of every node: it falls if an attacker stands, something it needs falls, or all its supporters do; it stands if
 * all attackers fall, all it needs stands, and one of its supporters if it has any; the least fixpoint. `pins` (node to
 * whether it stands) hold whatever is said of a node; sides of cruxes stand only if pinned. Takes time linear in the links.
 */
function groundedLabels(framework, pins) {
  const labels = new Uint8Array(framework.size);
  relabel(framework, pins, labels, labels.keys());
  return labels;
}

/** Work the labels of some nodes out anew; among them must be all whose labels may change with theirs. */
function relabel(framework, pins, labels, some) {
  const anew = [...some];
  for (const node of anew) labels[node] = OPEN;
  const numbers = () => new Int32Array(framework.size);
  const left = (framework.left ||= { attackers: numbers(), needs: numbers(), supporters: numbers(), held: numbers() });
  const queue = [];
  const decide = (node, verdict) => {
    if (labels[node] !== OPEN) return;
    labels[node] = verdict;
    queue.push(node);
  };
  const stand = (node) => {
    if (!left.attackers[node] && !left.needs[node] && left.held[node] && !framework.sides.has(node)) decide(node, STANDS);
  };
  const lost = anew.map((node) => unsettled(framework, labels, node, left));
  for (const node of anew) if (pins.has(node)) decide(node, pins.get(node) ? STANDS : FALLS);
  anew.forEach((node, at_) => { if (lost[at_]) decide(node, FALLS); });
  anew.forEach(stand);
  for (let done = 0; done < queue.length; done += 1) tell(framework, queue[done], labels[queue[done]] === STANDS, left, decide, stand);
}

/** Count what is still to be settled about a node, and say whether it falls by what is settled already. */
function unsettled({ attackers, supporters, needs }, labels, node, left) {
  const [attacking, supporting, needed] = [byLabel(labels, attackers, node), byLabel(labels, supporters, node), byLabel(labels, needs, node)];
  left.attackers[node] = attacking[OPEN] + attacking[STANDS];
  left.needs[node] = needed[OPEN] + needed[FALLS];
  left.supporters[node] = supporting[OPEN] + supporting[STANDS];
  left.held[node] = supporting[STANDS] || !(supporting[OPEN] + supporting[FALLS]) ? 1 : 0;
  return attacking[STANDS] > 0 || needed[FALLS] > 0 || (supporting[FALLS] > 0 && !left.supporters[node]);
}

/** How many of a row are open, stand and fall. */
function byLabel(labels, rows_, node) {
  const numbers = [0, 0, 0];
  eachAt(rows_, node, (other) => { numbers[labels[other]] += 1; });
  return numbers;
}

/** Let all of whom a decided node speaks know. */
function tell({ attackersTurned, supportersTurned, needsTurned }, node, stands, left, decide, stand) {
  eachAt(attackersTurned, node, (other) => {
    left.attackers[other] -= 1;
    if (stands) decide(other, FALLS);
    else stand(other);
  });
  eachAt(supportersTurned, node, (other) => {
    if (stands) left.held[other] = 1;
    else left.supporters[other] -= 1;
    if (stands) stand(other);
    else if (!left.supporters[other]) decide(other, FALLS);
  });
  eachAt(needsTurned, node, (other) => {
    left.needs[other] -= 1;
    if (stands) stand(other);
    else decide(other, FALLS);
  });
}
