// Lines between cards: drawn behind them from where the browser has put the cards, dashed where inferred.

let pairs = [];
let board = null;

/** Draw lines on a board between pairs of cards, and again whenever sizes change. */
function drawLines(onBoard, between) {
  board = onBoard;
  pairs = between;
  trace();
}

const trace = () => {
  if (!board || !board.isConnected) return;
  const frame = board.getBoundingClientRect();
  let sheet = board.querySelector(":scope > svg.lines");
  if (!sheet) {
    sheet = svg("svg", { class: "lines", "aria-hidden": "true" });
    board.prepend(sheet);
  }
  sheet.replaceChildren(...pairs.flatMap((pair) => line(pair, frame)));
};

/** The line of a pair and its arrow head, none where the cards stand below each other. */
function line({ from, to, link, strong, weak }, frame) {
  const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  if (!a.width || !b.width) return [];
  const rightward = b.left >= a.right - 1;
  if (!rightward && a.left < b.right - 1) return [];
  const start = { x: (rightward ? a.right : a.left) - frame.left, y: a.top + a.height / 2 - frame.top };
  const end = { x: (rightward ? b.left : b.right) - frame.left, y: b.top + b.height / 2 - frame.top };
  const way = rightward ? 1 : -1;
  const bend = Math.max(12, Math.abs(end.x - start.x) / 2) * way;
  const tip = end.x - 6 * way;
  const classes = `line polarity-${link ? polarity(link) : "none"}${link && link.inferred ? " inferred" : ""}${strong ? " strong" : ""}${weak ? " weak" : ""}${link ? changeClass(link) : ""}`;
  return [
    svg("path", { class: classes, d: `M${start.x},${start.y} C${start.x + bend},${start.y} ${tip - bend},${end.y} ${tip},${end.y}` }),
    svg("path", { class: `${classes} head`, d: `M${end.x},${end.y} l${-7 * way},-4 v8 z` }),
  ];
}

const watcher = new ResizeObserver(() => requestAnimationFrame(trace));
