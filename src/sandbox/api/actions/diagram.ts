import type { Row, Store } from "../../store";
import { bindingsOf } from "../kinds/flows";

/** A box of the diagram, with the arrow that leads to it. */
interface Box {
  id: string;
  text: string;
  frame: [open: string, close: string];
  arrow?: string;
  from?: Box[];
}

const square: Box["frame"] = ["[", "]"];
const double: Box["frame"] = ["[[", "]]"];
const round: Box["frame"] = ["([", "])"];
const rhombus: Box["frame"] = ["{{", "}}"];

/** A flow as a chart in Mermaid's language, with the words and in the order of Authentik. */
export function diagram(flow: Row, store: Store): string {
  const boxes = requirement(flow);
  const before: Box = { id: "flow_pre", text: "Pre-flow policies", frame: double };
  const policies = policyBoxes(store, flow, "flow_policy", [before], (order) => `Binding ${order}`);
  if (policies.length > 0) boxes.push(before, ...policies, end("Policy denied", policies));
  const start: Box = {
    ...{ id: "flow_start", text: `Flow\n${flow.name}`, frame: double },
    ...{ arrow: policies.length > 0 ? "" : undefined, from: policies },
  };
  const steps = stageBoxes(flow, store, start);
  boxes.push(start, ...(steps.length > 0 ? steps : [end("", [start])]));
  return ["graph TD", ...boxes.map(draw)].join("\n");
}

function requirement(flow: Row): Box[] {
  if (flow.authentication === "none") return [];
  const text = `Flow authentication requirement\n${flow.authentication}`;
  const box: Box = { id: "flow_auth_requirement", text, frame: square };
  const through: Box = {
    id: "flow_start",
    text: "placeholder",
    frame: square,
    arrow: "Requirement fulfilled",
    from: [box],
  };
  return [box, end("Requirement not fulfilled", [box]), through];
}

function end(arrow: string, from: Box[]): Box {
  return { id: "done", text: "End of the flow", frame: double, arrow, from };
}

function policyBoxes(store: Store, target: Row, prefix: string, from: Box[], arrow: (order: unknown) => string): Box[] {
  const bindings = store
    .filter("policies/bindings", { target: target.pk })
    .filter(({ policy }) => policy !== null)
    .sort((a, b) => Number(a.order) - Number(b.order));
  return bindings.map((binding, index) => {
    const member = store.member("policies", binding.policy as string);
    const type = store.models.modelOf(member?.kind ?? "")?.verbose[0];
    return {
      id: `${prefix}_${index}`,
      text: `Policy (${type})\n${member?.row.name}`,
      frame: rhombus,
      arrow: arrow(binding.order),
      from,
    };
  });
}

function stageBoxes(flow: Row, store: Store, start: Box): Box[] {
  const stages: Box[] = [];
  const others: Box[] = [];
  let previous = [start];
  for (const [index, binding] of bindingsOf(flow, store).entries()) {
    const policies = policyBoxes(store, binding, `stage_${index}_policy`, previous, () => "");
    others.push(...policies);
    const member = store.member("stages", binding.stage as string);
    const type = store.models.modelOf(member?.kind ?? "")?.verbose[0];
    const text = `Stage (${type})\n${member?.row.name}`;
    const arrow = policies.length > 0 ? "Policy passed" : "";
    const stage: Box = { id: `stage_${index}`, text, frame: round, arrow, from: policies };
    for (const source of stages.at(-1)?.from ?? []) {
      others.push({ ...stage, arrow: "Policy denied", from: [source] });
    }
    stages.push(stage);
    previous = [stage];
  }
  if (stages.length > 0) others.push(end("", stages.slice(-1)));
  return [...stages, ...others];
}

function draw({ id, text, frame, arrow, from }: Box): string {
  const box = `${id}${frame[0]}"${text.replaceAll('"', "#quot;")}"${frame[1]}`;
  const reached = arrow === undefined ? box : arrow === "" ? `--> ${box}` : `--${arrow}--> ${box}`;
  return from?.length ? from.map((source) => `${source.id} ${reached}`).join("\n") : reached;
}
