import { CORE } from "./core.js";
import { EVALUATE } from "./evaluate.js";
import { FUNCTIONS } from "./functions.js";
import { GUARD } from "./guard.js";
import { MANAGERS } from "./managers.js";
import { MODELS } from "./models.js";
import { MODULES } from "./modules.js";
import { OUTPUT } from "./output.js";
import { QUERIES } from "./queries.js";
import { REQUESTS } from "./requests.js";

/** What the worker's Python reads: the guard once, the rest afresh for each evaluation, in this order. */
export const PRELUDE = {
  guard: GUARD,
  sources: [
    ["queries", QUERIES],
    ["managers", MANAGERS],
    ["models", MODELS],
    ["core", CORE],
    ["requests", REQUESTS],
    ["functions", FUNCTIONS],
    ["modules", MODULES],
    ["output", OUTPUT],
    ["evaluate", EVALUATE],
  ],
};

export type Prelude = typeof PRELUDE;
