export { decide, decideAll } from "./engine";
export { groupAttributes, groupsOf, isSuperuser } from "./membership";
export type { PolicyRequest, PolicyResult } from "./request";
