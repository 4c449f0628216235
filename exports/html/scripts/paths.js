// The shortest ways from one node to another, along the same relations as the command `path`.

/** Steps from a node: along leading relations, against those that lead backward, both ways along what is the same. */
function steps(node) {
  const found = new Map();
  for (const near of neighbours(node)) {
    const { name, symmetric } = near.link.relation;
    const leads = name === "same_as" || (data.leads.includes(name) && (symmetric || near.outgoing !== data.backward.includes(name)));
    const known = found.get(near.node);
    if (leads && (!known || rank(near) < rank(known))) found.set(near.node, near);
  }
  return [...found.values()];
}

const rank = ({ link }) => data.leads.indexOf(link.relation.name) + (link.inferred ? data.leads.length : 0);

/** The shortest ways, at most `most`, each a list of steps; none if nothing leads there. */
function ways(start, end, most = 3) {
  const before = new Map([[start, []]]);
  let edge = [start];
  while (edge.length && !before.has(end)) {
    const next = new Map();
    for (const node of edge) {
      for (const step of steps(node)) {
        if (before.has(step.node)) continue;
        next.set(step.node, [...(next.get(step.node) || []), { node, step }]);
      }
    }
    for (const [node, from] of next) before.set(node, from);
    edge = [...next.keys()];
  }
  return start === end || !before.has(end) ? [] : back(before, start, end, most);
}

function back(before, start, end, most) {
  const found = [];
  const walk = (node, tail) => {
    if (found.length >= most) return;
    if (node === start) found.push(tail);
    else for (const { node: earlier, step } of before.get(node)) walk(earlier, [{ from: earlier, ...step }, ...tail]);
  };
  walk(end, []);
  return found;
}
