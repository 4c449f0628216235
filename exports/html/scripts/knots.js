// The order in which strengths are worked out: what pushes a node before the node, nodes in circles together as knots.

/** The knots of a framework, each after all that pushes or caps it; made once. */
function knotsOf(framework) {
  if (!framework.knots) {
    const waiting = new Int32Array(framework.size);
    for (const { starts } of [framework.pushers, framework.caps]) for (let node = 0; node < framework.size; node += 1) waiting[node] += starts[node + 1] - starts[node];
    const ready = [...waiting.keys()].filter((node) => !waiting[node]);
    for (const node of ready) { // grows as nodes become ready (Kahn 1962)
      for (const rows_ of [framework.pushersTurned, framework.capsTurned]) eachAt(rows_, node, (other) => { if ((waiting[other] -= 1) === 0) ready.push(other); });
    }
    framework.knots = [...ready.map((node) => [node]), ...circles(framework, [...waiting.keys()].filter((node) => waiting[node]))];
    framework.knotAt = new Int32Array(framework.size);
    framework.knots.forEach((knot, place) => knot.forEach((node) => { framework.knotAt[node] = place; }));
  }
  return framework.knots;
}

/** The knots that hold these nodes, in order. */
function knotsWith(framework, some) {
  const knots = knotsOf(framework);
  return [...new Set([...some].map((node) => framework.knotAt[node]))].sort((a, b) => a - b).map((place) => knots[place]);
}

/** The strongly connected components of the nodes that circles hold up, in order (Tarjan 1972), without recursion. */
function circles(framework, left) {
  const [met, low, onStack] = [new Map(), new Map(), new Set()];
  const [stack, found] = [[], []];
  const enter = (node) => {
    met.set(node, met.size);
    low.set(node, met.get(node));
    stack.push(node);
    onStack.add(node);
    return { node, pushing: [...rowAt(framework.pushers, node), ...rowAt(framework.caps, node)].filter((other) => among.has(other)), next: 0 };
  };
  const among = new Set(left);
  for (const start of left) {
    const way = met.has(start) ? [] : [enter(start)];
    while (way.length) {
      const here = way.at(-1);
      const other = here.pushing[here.next];
      here.next += 1;
      if (other === undefined) {
        way.pop();
        if (way.length) low.set(way.at(-1).node, Math.min(low.get(way.at(-1).node), low.get(here.node)));
        if (low.get(here.node) === met.get(here.node)) found.push(closed(stack, onStack, here.node));
      } else if (!met.has(other)) way.push(enter(other));
      else if (onStack.has(other)) low.set(here.node, Math.min(low.get(here.node), met.get(other)));
    }
  }
  return found;
}

function closed(stack, onStack, root) {
  const knot = stack.splice(stack.lastIndexOf(root));
  for (const node of knot) onStack.delete(node);
  return knot.sort((a, b) => a - b);
}
