import { writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "./generate";

const sources = path.resolve(__dirname, "../../../src");
for (const [file, text] of Object.entries(generate())) {
  writeFileSync(path.join(sources, file), text);
  process.stdout.write(`wrote src/${file}\n`);
}
