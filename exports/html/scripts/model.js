// The graph as the page's data gives it: nodes by id, links at each node, and how they read from it.

const data = JSON.parse(at("data").textContent);
const kinds = new Map(data.kinds.map((kind, rank) => [kind.name, { ...kind, rank }]));
const nodes = data.nodes.map((node, place) => ({ ...node, place, source: node.id.split("/", 1)[0], out: [], into: [] }));
const sources = new Map(data.sources.map((source) => [source.id, source]));
const byId = new Map(nodes.map((node) => [node.id, node]));
const relationRank = new Map(data.relations.map((relation, rank) => [relation.name, rank]));
const links = data.links.map(([from, relation, to, extra]) => {
  const link = { from: nodes[from], relation: data.relations[relation], to: nodes[to], ...extra };
  link.from.out.push(link);
  link.to.into.push(link);
  return link;
});

const LABEL_LIMIT = 90;

/** A part of a text that holds no half of a character at its ends. */
const cut = (text, start, end) => text.slice(start, end).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");

/** What to call a node in little room. */
function label(node) {
  const text = node.title || node.text || node.id;
  return text.length > LABEL_LIMIT ? `${cut(text, 0, LABEL_LIMIT - 1).trimEnd()}…` : text;
}

/** The document a node belongs to, as people know it. */
function sourceName(id) {
  return (sources.has(id) && sources.get(id).title) || id;
}

/** Everything linked to a node, once a link, as seen from it: what lies at the other end, and how the link reads. */
function neighbours(node) {
  if (!node.near) {
    node.near = [
      ...node.out.map((link) => ({ link, node: link.to, outgoing: true })),
      ...node.into.map((link) => ({ link, node: link.from, outgoing: false })),
    ];
  }
  return node.near;
}

/** How a link reads at one of its ends: `supports` where it starts, `supported by` where it ends. */
const reading = ({ link, outgoing }) => (outgoing ? link.relation.label : link.relation.inverse);

/** The sign of a link, so that it is never told by colour alone. */
const MARKS = { "+": "+", "-": "−", "!": "!", "": "·" };
const mark = (link) => MARKS[link.relation.polarity];

/** Whether what is at the other end comes before the node: its reasons and causes, and what it requires. */
function leadsHere({ link, outgoing }) {
  return data.backward.includes(link.relation.name) ? outgoing : !outgoing && !link.relation.symmetric;
}

/** Words on a link beside its relation: inferred, likely unless the node says so itself, in part, the side it leans to. */
function remarks(link, node) {
  const words = [link.inferred && "inferred", link.modality !== node.modality && link.modality, link.qualifier === "true" ? "strictly" : link.qualifier];
  return words.filter(Boolean).join(", ");
}

/** Groups under which a card counts what it does not show; the first that holds it counts. */
const GROUPS = [
  { name: "against", one: "against", many: "against", holds: ({ link, outgoing }) => link.relation.name === "attacks" && !outgoing },
  ...data.kinds
    .filter((kind) => kind.folds)
    .map((kind) => ({ name: kind.name, one: kind.label, many: kind.many, holds: (near) => near.node.kind === kind.name })),
  { name: "position", one: "answer", many: "answers", holds: ({ link }) => link.relation.name === "position_on" },
  { name: "bearing", one: "bears on it", many: "bear on it", holds: ({ link, outgoing }) => link.relation.name === "bears_on" && !outgoing },
  { name: "for", one: "for", many: "for", holds: (near) => leadsHere(near) && "+!".includes(near.link.relation.polarity || " ") },
  { name: "leads", one: "consequence", many: "consequences", holds: ({ link }) => link.relation.polarity !== "" },
  { name: "more", one: "more", many: "more", holds: () => true },
];

const FOR = GROUPS.find((group) => group.name === "for");

/** The same all in one, where cards are many. */
const ONE_GROUP = [{ name: "links", one: "more link", many: "more links", holds: () => true }];

/** What is linked to a node and not among `shown`, by group, in the order of the groups; each neighbour once. */
function folded(node, shown, among = GROUPS) {
  const groups = new Map(among.map((group) => [group, []]));
  const seen = new Set([node.id]);
  for (const near of neighbours(node)) {
    if (seen.has(near.node.id) || shown.has(near.node.id) || !passes(near.node)) continue;
    seen.add(near.node.id);
    groups.get(among.find((group) => group.holds(near))).push(near);
  }
  return [...groups].filter(([, found]) => found.length > 0);
}

/** The address of a passage in the live page (a text fragment, WICG), the page's own address, or "". */
function addressOf(node) {
  const source = sources.get(node.source);
  const url = webAddress(source && source.url);
  if (!url || !node.passage) return url;
  const ends = node.passage.filter(Boolean).map((words) => encodeURIComponent(words.toWellFormed()).replaceAll("-", "%2D"));
  const joint = url.includes(":~:") ? "&" : url.includes("#") ? ":~:" : "#:~:";
  return `${url}${joint}text=${ends.join(",")}`;
}

/** The address if it is one of the web, else "": a map can name no other. */
const webAddress = (url) => (/^https?:\/\//i.test(url || "") ? url : "");
