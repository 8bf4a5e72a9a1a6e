import { CallLog } from "./call-log.ts";
import type { ConnectState } from "./connect-state/connect-state.ts";
import type { WireObject } from "./connect-state/wire.ts";
import { FakeClock } from "./fake-clock.ts";
import type { BodyFault, ResetMoment } from "./faults/fault.ts";
import { Faults } from "./faults/faults.ts";
import type { Strike } from "./faults/strike.ts";
import { ANYBODY } from "./operations/caller.ts";
import { FakeError } from "./operations/fake-error.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { CallContext, Operation, OperationInput } from "./operations/operation.ts";
import { Quotas } from "./quota/quotas.ts";
import { type Authenticate, acceptAnybody } from "./signature/authenticate.ts";
import { type Sleep, systemSleep } from "./sleep.ts";
import type { Snapshot } from "./snapshot/snapshot.ts";

export interface FakeServiceParts {
  readonly clock?: FakeClock;
  readonly quotas?: Quotas;
  readonly authenticate?: Authenticate;
  readonly faults?: Faults;
  readonly sleep?: Sleep;
}

/** What a call comes to, and what befalls its answer on the way back. */
export interface ServedCall {
  /** Undefined where the connection breaks before anything is done. */
  readonly reply: { readonly answer: WireObject } | { readonly error: FakeError } | undefined;
  readonly latencyMs: number;
  readonly reset: ResetMoment | undefined;
  readonly body: BodyFault | undefined;
}

/** The one way into the truth, for the wire and the port alike: faults strike and calls are logged for both. */
export class FakeService {
  readonly state: ConnectState;
  readonly faults: Faults;
  readonly calls: CallLog = new CallLog();
  readonly authenticate: Authenticate;
  readonly sleep: Sleep;
  readonly clock: FakeClock;
  /** By name, as they were taken on the admin route. */
  readonly snapshots: Map<string, Snapshot> = new Map();
  readonly #quotas: Quotas;

  constructor(state: ConnectState, parts: FakeServiceParts = {}) {
    this.state = state;
    this.authenticate = parts.authenticate ?? acceptAnybody;
    this.faults = parts.faults ?? new Faults();
    this.sleep = parts.sleep ?? systemSleep;
    this.clock = parts.clock ?? new FakeClock(state.clock);
    this.#quotas = parts.quotas ?? new Quotas(undefined, state.clock);
  }

  get checksSignatures(): boolean {
    return this.authenticate !== acceptAnybody;
  }

  /** Serves one call, and logs it once with what struck it. What befalls it on its way is for whoever has one. */
  serve(operation: Operation, input: OperationInput, context: CallContext): ServedCall {
    const strike = this.faults.strike(operation.name);
    const way = { latencyMs: strike.latencyMs(), reset: strike.reset() };
    const reply = way.reset === "before-answer" ? undefined : this.#reply(operation, input, context, strike);
    const body = reply === undefined ? undefined : strike.body();
    this.calls.add({
      operation: operation.name,
      input,
      ...(reply !== undefined && "error" in reply ? { error: reply.error.name } : {}),
      ...(strike.faults.length === 0 ? {} : { struckBy: strike.faults }),
    });
    return { ...way, reply, body };
  }

  serveByName(name: string, input: Partial<OperationInput>): ServedCall {
    const operation = OPERATIONS.find((each) => each.name === name);
    if (operation === undefined) {
      throw new FakeError("UnknownOperationException", `There is no operation ${name}.`);
    }
    const context = { caller: ANYBODY, endpoint: "http://fake" };
    return this.serve(operation, { path: {}, query: {}, body: {}, ...input }, context);
  }

  /**
   * The answer of a call that has no way to go: latency, resets and damaged bodies are not felt.
   *
   * @throws {FakeError} as AWS would answer.
   */
  callByName(name: string, input: Partial<OperationInput>): WireObject {
    const { reply } = this.serveByName(name, input);
    if (reply === undefined) throw new Error("the connection was reset before the answer");
    if ("error" in reply) throw reply.error;
    return reply.answer;
  }

  #reply(operation: Operation, input: OperationInput, context: CallContext, strike: Strike): ServedCall["reply"] {
    try {
      this.#admit(operation, context);
      strike.refuse();
      return { answer: strike.spoil(operation.answer(this.state, input, context)) };
    } catch (error) {
      if (error instanceof FakeError) return { error };
      throw error;
    }
  }

  #admit({ name, service }: Operation, { caller }: CallContext): void {
    if (!this.#quotas.take(caller.account, caller.region, name)) {
      throw new FakeError("ThrottlingException", "Rate exceeded");
    }
    const action = `${service}:${name}`;
    if (!caller.isAllowed(action)) {
      throw new FakeError("AccessDeniedException", `User: ${caller.arn} is not authorized to perform: ${action}`);
    }
  }
}
