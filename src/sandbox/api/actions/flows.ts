import { origin } from "../../flows/urls";
import type { Member } from "../../store";
import type { Action } from ".";
import { diagram } from "./diagram";
import { exportFlow } from "./export";

export const flows: Record<string, Action> = {
  "flows/instances/diagram": ({ context }, _, member) => ({
    body: { diagram: diagram((member as Member).row, context.store) },
  }),
  "flows/instances/export": (call, _, member) => {
    const { row } = member as Member;
    const disposition = `attachment; filename="${row.slug}.yaml"`;
    const headers = { "content-type": "text/html; charset=utf-8", "content-disposition": disposition };
    return { body: exportFlow(call, row), headers };
  },
  "flows/instances/execute": ({ request }, _, member) => ({
    body: { link: `${origin(request)}/if/flow/${(member as Member).row.slug}/` },
  }),
  "flows/instances/cache_info": () => ({ body: { count: 0 } }),
  "flows/instances/cache_clear": () => ({ status: 204 }),
  "policies/all/cache_info": () => ({ body: { count: 0 } }),
  "policies/all/cache_clear": () => ({ status: 204 }),
};
