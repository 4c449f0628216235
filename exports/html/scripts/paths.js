// The shortest ways from one node to another, the same as those of the command `path`.

/** A step along `same_as` weighs so little that no number of them makes up for another step. */
const STEP = 1_000_000;

/** Steps from a node: along leading relations, against those that lead backward, both ways along what is the same. */
function steps(node) {
  const found = new Map();
  for (const near of neighbours(node)) {
    const nearest = found.get(near.node);
    if (leads(near) && (!nearest || rank(near) < rank(nearest))) found.set(near.node, near);
  }
  return [...found.values()];
}

function leads({ link, outgoing }) {
  const { name, symmetric } = link.relation;
  return name === "same_as" || (data.leads.includes(name) && (symmetric || outgoing !== data.backward.includes(name)));
}

/** Of several links between two nodes the one of least rank is walked: what is the same, then what the text says. */
const rank = ({ link }) => (link.relation.name === "same_as" ? -1 : data.leads.indexOf(link.relation.name) + (link.inferred ? data.leads.length : 0));

/** The shortest ways, at most `most`, each a list of steps; none if nothing leads there (Dijkstra 1959). */
function ways(start, end, most = 3) {
  const before = new Map([[start, []]]);
  const distance = new Map([[start, 0]]);
  const open = new Map([[0, [start]]]);
  while (open.size) {
    const length = Math.min(...open.keys());
    for (const node of open.get(length)) {
      if (distance.get(node) < length) continue;
      for (const step_ of steps(node)) {
        const through = length + (step_.link.relation.name === "same_as" ? 1 : STEP);
        const nearest = distance.get(step_.node);
        if (nearest === through) before.get(step_.node).push({ node, step: step_ });
        if (nearest <= through) continue;
        distance.set(step_.node, through);
        before.set(step_.node, [{ node, step: step_ }]);
        if (!open.has(through)) open.set(through, []);
        open.get(through).push(step_.node);
      }
    }
    open.delete(length);
  }
  return start === end || !before.has(end) ? [] : back(before, start, end, most);
}

/** Walk back from the end, without recursion, since ways may be long. */
function back(before, start, end, most) {
  const found = [];
  const stack = [{ node: end, tail: null }];
  while (stack.length && found.length < most) {
    const { node, tail } = stack.pop();
    if (node === start) found.push(unrolled(tail));
    else for (const { node: earlier, step: step_ } of [...before.get(node)].reverse()) stack.push({ node: earlier, tail: { step: step_, next: tail } });
  }
  return found;
}

function unrolled(tail) {
  const way = [];
  for (let here = tail; here; here = here.next) way.push(here.step);
  return way;
}
