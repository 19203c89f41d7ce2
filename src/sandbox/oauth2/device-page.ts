import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { Answers } from "../flows/answers";
import { brandOf, describe, sendNotFound } from "../flows/http";
import { inMemory } from "../flows/plan";
import { planFlow } from "../flows/planner";
import type { Run } from "../flows/run";
import type { Stage } from "../flows/stage";
import { startPlan } from "../flows/start-plan";
import { query } from "../flows/urls";
import { decide } from "../policies";
import { id } from "../policies/columns";
import { isOver } from "../policies/durations";
import type { Id, Row } from "../store";
import { sendToLogin } from "./access";
import { DEVICE_TOKENS } from "./device-grant";
import { applicationOf } from "./providers";

/** Where someone types in the code that a device shows. The brand must name a flow for it. */
export function registerDevicePage(app: FastifyInstance, context: SandboxContext): void {
  app.get("/device", (request, reply) => devicePage(context, request, reply));
}

async function devicePage(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const user = context.sessions.user(request);
  if (!user) return sendToLogin(context, request, reply, undefined);
  const flow = context.store.byId("flows/instances", id(brandOf(context, request), "flow_device_code") ?? "");
  if (!flow) return sendNotFound(reply);
  const code = query(request).get("code");
  const plan = await planFlow(context, flow, { user, http: describe(context, request) }, {}, { allowEmpty: true });
  plan.stages.push(inMemory("Device code", deviceCode));
  if (code) plan.context.device_code = code;
  return startPlan(context, request, reply, plan);
}

const deviceCode: Stage = {
  enter: (run) => {
    const given = run.plan.context.device_code;
    const device = typeof given === "string" ? deviceWith(run, given) : undefined;
    return device && letIn(run, device);
  },
  challenge: () => ({ component: "ak-provider-oauth2-device-code" }),
  solve(run, data) {
    const answers = new Answers(data);
    const code = answers.text("code");
    const device = code === undefined ? undefined : deviceWith(run, code);
    if (code !== undefined && !device) answers.refuse("code", "Invalid code");
    answers.check();
    return device ? letIn(run, device) : run.ok();
  },
};

function deviceWith({ context }: Run, code: string): Row | undefined {
  const device = context.store.find(DEVICE_TOKENS, { user_code: code });
  return device && !isOver(device.expires) ? device : undefined;
}

/** Goes on with the provider's own authorization flow, at whose end the device is let in. */
async function letIn(run: Run, device: Row) {
  const { context, user, http } = run;
  const provider = context.store.byId("providers/oauth2", id(device, "provider") ?? "");
  const flow = context.store.byId("flows/instances", id(provider, "authorization_flow") ?? "");
  const application = provider && applicationOf(context.store, provider);
  if (!flow || !application) return run.invalid();
  const target = { kind: "core/applications", row: application };
  const access = await decide(context, { user, http, target, context: {} });
  if (!access.passing) return run.invalid(access.messages.join("\n"));
  const header = `You're about to sign into ${application.name}.`;
  const plan = await planFlow(
    context,
    flow,
    { user, http },
    { application, consent_header: header },
    { allowEmpty: true },
  );
  plan.stages.push(inMemory("Device code finish", finish(device)));
  run.session.data.plan = plan;
  return { redirect: `/if/flow/${flow.slug}/` };
}

function finish(device: Row): Stage {
  return {
    challenge({ context, user, session }) {
      const pk = device[context.store.idColumn(DEVICE_TOKENS)] as Id;
      context.store.update(DEVICE_TOKENS, pk, { user: user.pk, session: session.uuid });
      return { component: "ak-provider-oauth2-device-code-finish" };
    },
    solve: (run) => run.ok(),
  };
}
