import type { Properties } from "../../src/resources/inputs";
import { AuthentikProvider } from "../../src/resources/provider";

/** What a Pulumi engine keeps of one resource. */
interface State {
  id: string;
  inputs: Properties;
  outs: Properties;
}

export type Step = "created" | "same" | "updated" | "replaced";

/** One resource under an engine's care: the calls that an engine makes, in the order in which it makes them. */
export class Operator {
  state?: State;
  #provider: AuthentikProvider;

  constructor(
    private readonly connection: { url: string; token: string },
    private readonly providerOf: () => AuthentikProvider = () => new AuthentikProvider({}, { retries: 0 }),
  ) {
    this.#provider = this.#open();
  }

  /** A new run, with a provider that has seen nothing yet. */
  newRun(): this {
    this.#provider = this.#open();
    return this;
  }

  async up(program: Properties): Promise<Step> {
    const provider = this.#provider;
    const inputs = await this.#checked(this.state?.inputs, program);
    if (!this.state) {
      this.state = await this.#create(inputs);
      return "created";
    }
    const { id, outs } = this.state;
    const { changes, replaces } = await provider.diff(id, outs, inputs);
    if (replaces && replaces.length > 0) {
      const made = await this.#create(inputs);
      await provider.delete(id, outs);
      this.state = made;
      return "replaced";
    }
    if (!changes) {
      this.state = { ...this.state, inputs };
      return "same";
    }
    const updated = await provider.update(id, outs, inputs);
    this.state = { id, inputs, outs: updated.outs as Properties };
    return "updated";
  }

  /** Whether the object is still there. */
  async refresh(): Promise<boolean> {
    const { id, outs } = this.#held();
    const read = await this.#provider.read(id, outs);
    this.state = read.id ? { id, inputs: read.inputs as Properties, outs: read.props as Properties } : undefined;
    return this.state !== undefined;
  }

  async destroy(): Promise<void> {
    const { id, outs } = this.#held();
    await this.#provider.delete(id, outs);
    this.state = undefined;
  }

  /** The problems that a check finds in a program. */
  async problems(program: Properties): Promise<string[]> {
    const { failures = [] } = await this.#provider.check(this.state?.inputs ?? {}, program);
    return failures.map(({ property, reason }) => `${property} ${reason}`);
  }

  async #checked(olds: Properties | undefined, program: Properties): Promise<Properties> {
    const { inputs, failures = [] } = await this.#provider.check(olds ?? {}, program);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
    return inputs as Properties;
  }

  async #create(inputs: Properties): Promise<State> {
    const { id, outs } = await this.#provider.create(inputs);
    return { id, inputs, outs: outs as Properties };
  }

  #held(): State {
    if (!this.state) throw new Error("There is no resource.");
    return this.state;
  }

  #open(): AuthentikProvider {
    const provider = this.providerOf();
    const config: Record<string, string> = {
      "authentik:url": this.connection.url,
      "authentik:token": this.connection.token,
    };
    void provider.configure({
      config: { get: (key: string) => config[key], require: (key: string) => config[key] as string },
    });
    return provider;
  }
}
