import { CallLog } from "./call-log.ts";
import type { ConnectState } from "./connect-state/connect-state.ts";
import type { WireObject } from "./connect-state/wire.ts";
import type { FakeClock } from "./fake-clock.ts";
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

/** What AWS calls an error of its own making, and the wire tells of a defect of the fake. */
const DEFECT = "InternalFailure";

export interface FakeServiceParts {
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
    this.clock = state.time;
    this.#quotas = parts.quotas ?? new Quotas(undefined, state.clock);
  }

  get checksSignatures(): boolean {
    return this.authenticate !== acceptAnybody;
  }

  /**
   * Serves one call, and logs it once with what struck it. What befalls it on its way is for whoever has one.
   *
   * @param wireBytes what the input had on the wire, where it came that way.
   */
  serve(operation: Operation, input: OperationInput, context: CallContext, wireBytes?: number): ServedCall {
    const strike = this.faults.strike(operation.name);
    const way = { latencyMs: strike.latencyMs(), reset: strike.reset() };
    // Unless it is told otherwise: an operation that throws what is no error of AWS is a defect of the fake.
    let error: string | undefined = DEFECT;
    try {
      const reply = way.reset === "before-answer" ? undefined : this.#reply(operation, input, context, strike);
      const body = reply === undefined ? undefined : strike.body();
      error = reply !== undefined && "error" in reply ? reply.error.name : undefined;
      return { ...way, reply, body };
    } finally {
      const struckBy = strike.faults.length === 0 ? {} : { struckBy: strike.faults };
      this.calls.add(
        { operation: operation.name, input, ...(error === undefined ? {} : { error }), ...struckBy },
        wireBytes,
      );
    }
  }

  /** Logs a call that was refused before its operation could look at it. */
  logRefused(operation: Operation, path: OperationInput["path"], error: FakeError): void {
    this.calls.add({ operation: operation.name, input: { path, query: {}, body: {} }, error: error.name });
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
