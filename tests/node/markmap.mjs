// Reads a JSON list of Markdown texts; for each prints the tree markmap makes of it and the plain text of its lines.
import { readFileSync } from "node:fs";
import { load } from "cheerio";
import { Transformer } from "markmap-lib";

const transformer = new Transformer();
const plain = (html) => load(html, null, false).root().text();
const tree = (node) => ({ text: plain(node.content), children: node.children.map(tree) });
const tags = (html) => [...new Set(load(html, null, false)("*").get().map((element) => element.name))].sort();

const texts = JSON.parse(readFileSync(0, "utf8"));
const read = texts.map((text) => {
  const html = transformer.md.render(text);
  return { tree: tree(transformer.transform(text).root), text: plain(html), tags: tags(html) };
});
process.stdout.write(JSON.stringify(read));
