import { randomUUID } from "node:crypto";
import { after, isOver } from "../policies/durations";
import type { Id, Row, Store } from "../store";
import { randomId } from "./ids";
import { copyPlan, type Plan } from "./plan";

const KIND = "core/tokens";

interface Link {
  plan: Plan;
  once: boolean;
}

/**
 * Flow tokens: plans that wait for someone to come back with a link. The token is a row like any other; its plan is kept
 * beside the store, since it holds what no row can.
 */
export class Links {
  readonly #store: Store;
  readonly #links = new Map<Id, Link>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Keeps a plan as it is now. An older one under the same identifier is gone. */
  create(identifier: string, user: Row, plan: Plan, options: { once: boolean; validity?: string }): Row {
    const known = this.#store.find(KIND, { identifier });
    if (known) this.remove(known);
    const token = this.#store.insert(KIND, {
      ...{ pk: randomUUID(), identifier, key: randomId(60), user: user.pk, intent: "verification", description: "" },
      ...{ managed: null, expiring: true, expires: after(options.validity ?? "minutes=30") },
    });
    this.#links.set(token.pk as Id, { plan: copyPlan(plan), once: options.once });
    return token;
  }

  /** The plan behind a key, which may be good for one time. */
  open(key: string): Plan | undefined {
    const token = this.#store.find(KIND, { key });
    const link = token && this.#links.get(token.pk as Id);
    if (!token || !link || isOver(token.expires)) return undefined;
    if (link.once) this.remove(token);
    const plan = copyPlan(link.plan);
    plan.context.is_restored = token;
    return plan;
  }

  isOpen(token: Row): boolean {
    return this.#links.has(token.pk as Id) && this.#store.find(KIND, { key: token.key }) !== undefined;
  }

  remove(token: Row): void {
    this.#links.delete(token.pk as Id);
    this.#store.remove(KIND, token[this.#store.idColumn(KIND)] as Id);
  }
}
