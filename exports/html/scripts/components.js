// Strongly connected components: nodes that lead to one another, in the order in which they depend on each other.

/** The components of nodes by number, each after all those its nodes depend on (Tarjan 1972, without recursion); `inputs` has for each what it depends on. */
function components(inputs) {
  const [order_, low] = [new Int32Array(inputs.length), new Int32Array(inputs.length)]; // 0 for a node not met yet
  const [waiting, found] = [[], []];
  const whole = inputs.length + 1; // the order of a node whose component is complete
  let met = 0;
  const enter = (node) => {
    met += 1;
    order_[node] = met;
    low[node] = met;
    waiting.push(node);
    return { node, next: 0 };
  };
  for (const start of inputs.keys()) {
    const way = order_[start] ? [] : [enter(start)];
    while (way.length) {
      const here = way.at(-1);
      const other = inputs[here.node][here.next];
      here.next += 1;
      if (other === undefined) {
        way.pop();
        if (way.length) low[way.at(-1).node] = Math.min(low[way.at(-1).node], low[here.node]);
        if (low[here.node] === order_[here.node]) {
          const component = waiting.splice(waiting.lastIndexOf(here.node));
          for (const node of component) order_[node] = whole;
          found.push(component);
        }
      } else if (!order_[other]) way.push(enter(other));
      else low[here.node] = Math.min(low[here.node], order_[other]);
    }
  }
  return found;
}
