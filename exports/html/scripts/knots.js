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

/** The knots of the nodes that circles hold up, in order. */
function circles(framework, left) {
  const number = new Map(left.map((node, place) => [node, place]));
  const inputs = left.map((node) => [...rowAt(framework.pushers, node), ...rowAt(framework.caps, node)].map((other) => number.get(other)).filter((other) => other !== undefined));
  return components(inputs).map((knot) => knot.map((place) => left[place]).sort((a, b) => a - b));
}
