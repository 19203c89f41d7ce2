import { decryptConfig } from "./config";
import { EngineError } from "./errors";
import type { EngineOptions } from "./options";
import { MASK } from "./redact";
import { locate, Session } from "./session";
import type { ResourceState } from "./state";
import { STACK_TYPE } from "./urn";
import { contains, isObject, isSecret, mapValues, type PropertyMap, plain } from "./values";

export interface StackOutputs {
  outputs: Record<string, unknown>;
  /** Which of them are secret, in whole or in part. */
  secretNames: string[];
}

/**
 * What the stack's last run put out. Secrets are `[secret]` unless they are asked for, which needs the passphrase.
 *
 * @throws EngineError with code `state` if the stack has never been brought up.
 */
export async function stackOutputs(options: EngineOptions, show: { secrets: boolean }): Promise<StackOutputs> {
  const states = await statesOf(options, show.secrets);
  const outputs = states.find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
  const secretNames = Object.keys(outputs).filter((name) => contains(outputs[name], isSecret));
  return { outputs: (show.secrets ? plain(outputs) : masked(outputs)) as PropertyMap, secretNames };
}

/**
 * The stack's configuration by `namespace:key`, secrets decrypted. The passphrase is needed only where there are any.
 *
 * @throws EngineError if there are secrets and no passphrase, or a wrong one.
 */
export async function configuration(options: EngineOptions): Promise<Record<string, string>> {
  const { project, stackFile } = locate(options);
  let secrets = false;
  const { values } = decryptConfig(project, stackFile, (text) => {
    secrets = true;
    return text;
  });
  return secrets ? (await Session.open(options, { write: false, mustExist: false }, () => {})).config.values : values;
}

/** The resources of the state. Secrets are `[secret]` unless they are asked for, which needs the passphrase. */
export async function resources(options: EngineOptions, show = { secrets: false }): Promise<ResourceState[]> {
  const states = await statesOf(options, show.secrets);
  const change = (map: PropertyMap | undefined) => map && ((show.secrets ? plain(map) : masked(map)) as PropertyMap);
  return states.map((state) => ({
    ...state,
    ...(state.inputs && { inputs: change(state.inputs) }),
    ...(state.outputs && { outputs: change(state.outputs) }),
  }));
}

async function statesOf(options: EngineOptions, decrypted: boolean): Promise<ResourceState[]> {
  const { store, backend, stack } = locate(options);
  const stored = store.read();
  if (!stored) throw new EngineError("state", `Stack ${stack} has no state in ${backend.url}: run \`up\` first.`);
  if (!decrypted) return stored.deployment.resources ?? [];
  const session = await Session.open(options, { write: false, mustExist: true }, () => {});
  return session.snapshot.held().map(({ state }) => state);
}

function masked(value: unknown): unknown {
  if (isSecret(value)) return MASK;
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value;
  return mapValues(value, masked);
}
