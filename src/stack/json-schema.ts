import { z } from "zod";
import { stackFile } from "./schema";

/** The JSON Schema of a stack file, for editors; what only code can tell, such as where references lead, is not in it. */
export function stackJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(stackFile, { unrepresentable: "any", io: "input" });
}
