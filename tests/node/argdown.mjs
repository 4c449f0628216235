// Reads Argdown with its own program: `[text, whether to draw its map]` on each line in, `[JSON, errors]` on each line out.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const core = require("@argdown/core");
const app = new core.ArgdownApplication();
for (const [plugin, ...stages] of [
  [new core.ParserPlugin(), "parse-input"], [new core.DataPlugin(), "build-model"], [new core.ModelPlugin(), "build-model"],
  [new core.ExplodeArgumentsPlugin(), "build-model"],
  [new core.RegroupPlugin(), "build-model"], [new core.PreselectionPlugin(), "build-map"],
  [new core.StatementSelectionPlugin(), "build-map"], [new core.ArgumentSelectionPlugin(), "build-map"],
  [new core.MapPlugin(), "build-map"], [new core.GroupPlugin(), "build-map"], [new core.JSONExportPlugin(), "export-json"],
]) for (const stage of stages) app.addPlugin(plugin, stage);

for await (const line of createInterface({ input: process.stdin })) {
  const [input, drawn] = JSON.parse(line);
  const stages = ["parse-input", "build-model", ...(drawn ? ["build-map"] : []), "export-json"];
  let said;
  try {
    const found = app.run({ input, process: ["parse-input"], throwExceptions: true, logLevel: "silent" });
    const errors = (found.parserErrors ?? []).map((error) => `${error.token?.startLine}: ${error.message}`);
    const built = errors.length ? {} : app.run({ input, process: stages, throwExceptions: true, logLevel: "silent" });
    said = [built.json ? JSON.parse(built.json) : null, errors];
  } catch (error) {
    said = [null, [String(error.message ?? error)]];
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
