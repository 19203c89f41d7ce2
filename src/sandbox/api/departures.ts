import { grants } from "../oauth2/shown";
import type { Call } from "./api-context";
import type { Departure } from "./departure";
import { applications } from "./kinds/applications";
import { blueprints } from "./kinds/blueprints";
import { brands } from "./kinds/brands";
import { certificates } from "./kinds/certificates";
import { enterprise } from "./kinds/enterprise";
import { events } from "./kinds/events";
import { everything } from "./kinds/everything";
import { flows } from "./kinds/flows";
import { groups } from "./kinds/groups";
import { mappings } from "./kinds/mappings";
import { policies } from "./kinds/policies";
import { providers } from "./kinds/providers";
import { sources } from "./kinds/sources";
import { stages } from "./kinds/stages";
import { tokens } from "./kinds/tokens";
import { users } from "./kinds/users";

/** Departures by the model that they are about; a model has its parents' as well, after its own. */
const byModel: Record<string, Departure> = {
  ...applications,
  ...blueprints,
  ...brands,
  ...certificates,
  ...enterprise,
  ...events,
  ...flows,
  ...grants,
  ...groups,
  ...mappings,
  ...policies,
  ...providers,
  ...sources,
  ...stages,
  ...tokens,
  ...users,
};

const known = new WeakMap<object, Map<string, Departure[]>>();

/** What is particular about a path's objects, the most particular first. */
export function departuresFor(path: string, call: Call): Departure[] {
  const { models } = call.context.store;
  let paths = known.get(models);
  if (!paths) {
    paths = new Map();
    known.set(models, paths);
  }
  let departures = paths.get(path);
  if (!departures) {
    departures = models.lineage(path).flatMap((label) => byModel[label] ?? []);
    departures.push(everything);
    paths.set(path, departures);
  }
  return departures;
}
