import { describe } from "../../flows/http";
import type { PythonContext } from "../../python";
import type { Row } from "../../store";
import type { Call } from "../api-context";
import { str } from "../python-values";
import { invalidObject } from "../refusal";
import { validated } from "../validate";
import { newRow } from "../write";
import type { Action } from ".";

const withChoices = ["radio-button-group", "dropdown"];

/** A prompt as a flow would show it, without the flow. */
export const prompts: Record<string, Action> = {
  "stages/prompt/prompts/preview": async (call, path) => {
    const { models } = call.context.store;
    const { promptstage_set: _, ...given } = call.data as Row;
    const data = { ...given, name: crypto.randomUUID() };
    const serializer = models.serializer(models.endpoints[path]?.serializer as string);
    const prompt = {
      ...newRow(call, path),
      ...(await validated(data, serializer, { call, path, partial: false, data })),
    };
    const hasChoices = withChoices.includes(String(prompt.type));
    const text = await evaluated(call, prompt, "placeholder");
    const choices = hasChoices ? (Array.isArray(text) ? text : [text]).map(str) : null;
    const initial = str(await evaluated(call, prompt, "initial_value"));
    const field = {
      ...{ field_key: prompt.field_key, label: prompt.label, type: prompt.type, required: prompt.required },
      placeholder: hasChoices ? "" : str(text),
      initial_value: choices && !choices.includes(initial) ? (choices[0] ?? "") : initial,
      ...{ order: prompt.order, sub_text: prompt.sub_text, choices },
    };
    return { body: { component: "ak-stage-prompt", fields: [field] }, type: "application/json" };
  },
};

async function evaluated(call: Call, prompt: Row, column: "placeholder" | "initial_value"): Promise<unknown> {
  const text = prompt[column];
  if (prompt[`${column}_expression`] !== true) return text;
  const http_request = describe(call.context, call.request);
  const about = { name: String(prompt.name), user: call.user, http_request, context: { prompt_context: {} } };
  const result = await call.context.python.evaluate(String(text), about as unknown as PythonContext);
  if (!result.ok) throw invalidObject(result.traceback);
  return result.value;
}
