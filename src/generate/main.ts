import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "./generate";

const root = path.resolve(__dirname, "../..");
const generated = generate(readFileSync(path.join(root, "README.md"), "utf8"));
for (const [file, text] of Object.entries(generated)) {
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`wrote ${file}\n`);
}
