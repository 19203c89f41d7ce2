import { ensureKey, makeKeyPair } from "../../keys";
import type { Member, Row } from "../../store";
import type { Call } from "../api-context";
import { toInternal } from "../fields";
import { Invalid, invalid, type Problem } from "../refusal";
import { represent } from "../represent";
import { newRow } from "../write";
import type { Action, Answer } from ".";

const pem = "application/x-pem-file";

async function view(
  { context, query }: Call,
  member: Member | undefined,
  column: string,
  file: string,
): Promise<Answer> {
  const { row } = member as Member;
  await ensureKey(row, context.store);
  const data = row[column] as string;
  if (!query.has("download")) return { body: { data } };
  const disposition = `attachment; filename="${row.name}_${file}.pem"`;
  return { body: data, headers: { "content-type": pem, "content-disposition": disposition } };
}

export const certificates: Record<string, Action> = {
  "crypto/certificatekeypairs/view_certificate": (call, _, member) =>
    view(call, member, "certificate_data", "certificate"),
  "crypto/certificatekeypairs/view_private_key": (call, _, member) => view(call, member, "key_data", "private_key"),
  "crypto/certificatekeypairs/generate": async (call, path) => {
    const { store } = call.context;
    const { common_name: name, alternatives, days, ec } = generation(call);
    const pair = await makeKeyPair(name, { days, alternatives, ec });
    const row = store.insert(path, { ...newRow(call, path), name, ...pair });
    return { body: represent(call, path, row) };
  },
};

const fields = {
  common_name: { kind: "string", required: true },
  subject_alt_name: { kind: "string", blank: true },
  validity_days: { kind: "integer", required: true },
  alg: { kind: "choice", choices: ["rsa", "ecdsa"], default: "rsa" },
} as const;

function generation({ context, data }: Call): {
  common_name: string;
  alternatives: string[];
  days: number;
  ec: boolean;
} {
  const { store } = context;
  const problems: Record<string, Problem> = {};
  const values: Row = {};
  for (const [name, field] of Object.entries(fields)) {
    try {
      const value = (data as Row)[name];
      if (value !== undefined) values[name] = toInternal({ ...field } as never, value, { store, models: store.models });
      else if ("required" in field) throw new Invalid("This field is required.");
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      problems[name] = error.problem;
    }
  }
  const name = values.common_name as string;
  if (name !== undefined && store.find("crypto/certificatekeypairs", { name })) {
    problems.common_name = ["This field must be unique."];
  }
  if (Object.keys(problems).length > 0) throw invalid(problems);
  const alternatives = String(values.subject_alt_name ?? "")
    .split(",")
    .filter((one) => one.trim() !== "");
  return { common_name: name, alternatives, days: values.validity_days as number, ec: values.alg === "ecdsa" };
}
