import type { FastifyRequest } from "fastify";
import type { SandboxContext } from "../context";
import { text } from "../policies/columns";
import { ANONYMOUS } from "../policies/membership";
import type { HttpRequestData } from "../python";
import type { Row } from "../store";
import { avatar, DEFAULT_AVATAR } from "./avatar";
import { brandOf, describe } from "./http";
import { copyPlan, type Plan, type PlannedStage } from "./plan";
import { FlowNotApplicable, isBindingFor, planFlow } from "./planner";
import { isSince2026 } from "./releases";
import type { Session } from "./sessions";
import type { Answer, Challenge } from "./stage";
import { isAbsolute, query, urlencode, withQuery } from "./urls";

/** One request to a flow: the plan, who is at it, and the ways to go on. */
export class Run {
  readonly session: Session;
  plan: Plan;
  current: PlannedStage | undefined;

  constructor(
    readonly context: SandboxContext,
    readonly request: FastifyRequest,
    readonly flow: Row,
    plan?: Plan,
  ) {
    this.session = context.sessions.of(request);
    this.plan = plan ?? { flow, stages: [], context: {} };
  }

  /** Who is logged in, or nobody. */
  get user(): Row {
    return this.context.sessions.user(this.request) ?? ANONYMOUS;
  }

  get http(): HttpRequestData {
    return describe(this.context, this.request);
  }

  get brand(): Row {
    return brandOf(this.context, this.request);
  }

  /** The row of the stage whose turn it is. */
  get stage(): Row {
    return this.current?.row ?? {};
  }

  /** Whom the flow is about: the user that an earlier stage found, else who is logged in. */
  get pendingUser(): Row {
    return this.plan.context.pending_user ?? this.user;
  }

  /** The stage whose turn it is, past those whose policies say no. */
  async next(): Promise<PlannedStage | undefined> {
    for (let first = this.plan.stages[0]; first; first = this.plan.stages[0]) {
      this.current = first;
      if (!first.reevaluate || !first.binding) return first;
      const asker = { user: this.pendingUser, http: this.http };
      if ((await isBindingFor(this.context, this.plan, first.binding, asker)).passing) return first;
      // A policy may have put a stage in front.
      this.plan.stages.splice(this.plan.stages.indexOf(first), 1);
    }
    this.current = undefined;
    return undefined;
  }

  /** The stage is done: on to the next one, or out of the flow. */
  ok(): Answer {
    this.plan.stages.shift();
    this.session.data.plan = this.plan;
    return this.plan.stages.length > 0 ? this.#again() : this.done();
  }

  /** The flow is done. */
  done(): Answer {
    const { redirect } = this.plan.context;
    const next = this.session.data.query?.get("next") ?? "/";
    this.cancel();
    if (redirect !== undefined) return { redirect };
    return next && !isAbsolute(next) ? { redirect: next } : this.denied("Invalid next URL");
  }

  /** The flow cannot go on: denied, or from the beginning where the binding says so. */
  invalid(message?: string): Answer | Promise<Answer> {
    return this.restartIfBound() ?? this.#deny(message);
  }

  /** Starts again where the binding wants that of a wrong answer. */
  restartIfBound(): Promise<Answer> | undefined {
    const action = text(this.current?.binding, "invalid_response_action");
    return action.startsWith("restart") ? this.#restart(action === "restart_with_context") : undefined;
  }

  #deny(message?: string): Answer {
    this.cancel();
    return this.denied(message);
  }

  denied(message?: string): Answer {
    return {
      challenge: this.complete(
        { component: "ak-stage-access-denied", error_message: message || "Unknown error" },
        true,
      ),
    };
  }

  async #restart(keepContext: boolean): Promise<Answer> {
    const asker = { user: this.user, http: this.http };
    try {
      this.plan = await planFlow(this.context, this.flow, asker, keepContext ? this.plan.context : {});
    } catch (error) {
      if (error instanceof FlowNotApplicable) return this.notApplicable(error);
      throw error;
    }
    this.session.data.plan = this.plan;
    return this.#again();
  }

  /** A flow that is not for this user, as the flow's `denied_action` wants it told. */
  notApplicable(error: FlowNotApplicable): Answer {
    const action = text(this.flow, "denied_action") || "message_continue";
    const next = query(this.request).get("next");
    if (action !== "message" && next && !isAbsolute(next)) return { redirect: next };
    return action === "continue" ? { redirect: "/" } : this.#deny(error.message);
  }

  /** Ends the flow, leaving the session as it is. */
  cancel(): void {
    const { data } = this.session;
    data.plan = data.query = data.application = undefined;
  }

  /** A plan as it is now, to be taken up from a link. */
  snapshot(): Plan {
    return copyPlan(this.plan);
  }

  /** Goes over to another flow. */
  async switchTo(flow: Row, keepContext: boolean): Promise<string> {
    const given = { ...(keepContext ? this.plan.context : {}), is_redirected: true };
    this.session.data.plan = await planFlow(this.context, flow, { user: this.user, http: this.http }, given);
    return withQuery(`/if/flow/${flow.slug}/`, this.session.data.query ?? new URLSearchParams());
  }

  /** A challenge with what all have in common. */
  complete(challenge: Challenge, showsUser = false): Challenge {
    const { component, ...rest } = challenge;
    return { flow_info: this.#flowInfo(), component, ...(showsUser && this.#shownUser()), ...rest };
  }

  #again(): Answer {
    return { redirect: withQuery(`/api/v3/flows/executor/${this.flow.slug}/`, query(this.request)) };
  }

  #flowInfo(): Record<string, unknown> {
    return {
      title: this.#title(),
      background: this.flow.background || this.brand.branding_default_flow_background || DEFAULT_BACKGROUND,
      ...(isSince2026(this.context) && { background_themed_urls: null }),
      cancel_url: this.#cancelUrl(),
      layout: text(this.flow, "layout") || "stacked",
    };
  }

  #cancelUrl(): string {
    const next = isSince2026(this.context) ? this.session.data.query?.get("next") : undefined;
    return `/flows/-/cancel/${next ? `?${urlencode([["next", next]])}` : ""}`;
  }

  /** The flow's title, with `%(app)s` and `%(user)s` filled in. */
  #title(): string {
    const title = text(this.flow, "title");
    const names: Record<string, string> = {
      "%(app)s": text(this.plan.context.application, "name"),
      "%(user)s": text(this.#displayedUser(), "username"),
      "%%": "%",
    };
    return title.replace(/%\((?:app|user)\)s|%%/g, "").includes("%")
      ? title
      : title.replace(/%\((?:app|user)\)s|%%/g, (place) => names[place] ?? place);
  }

  #displayedUser(): Row {
    const identifier = this.plan.context.pending_user_identifier;
    return identifier === undefined ? this.pendingUser : { username: identifier, email: "", name: "" };
  }

  #shownUser(): Record<string, unknown> {
    const user = this.#displayedUser();
    return {
      pending_user: text(user, "username"),
      pending_user_avatar: user === ANONYMOUS ? DEFAULT_AVATAR : avatar(user),
    };
  }
}

const DEFAULT_BACKGROUND = "/static/dist/assets/images/flow_background.jpg";
