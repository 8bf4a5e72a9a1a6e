import { CallLog } from "./call-log.ts";
import type { ConnectState } from "./connect-state/connect-state.ts";
import type { WireObject } from "./connect-state/wire.ts";
import { Faults } from "./faults.ts";
import { ANYBODY } from "./operations/caller.ts";
import { FakeError } from "./operations/fake-error.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { CallContext, Operation, OperationInput } from "./operations/operation.ts";
import { Quotas } from "./quota/quotas.ts";
import { type Authenticate, acceptAnybody } from "./signature/authenticate.ts";

export interface FakeServiceParts {
  readonly quotas?: Quotas;
  readonly authenticate?: Authenticate;
}

/** The one way into the truth, for the wire and the port alike: faults strike and calls are logged for both. */
export class FakeService {
  readonly state: ConnectState;
  readonly faults: Faults = new Faults();
  readonly calls: CallLog = new CallLog();
  readonly authenticate: Authenticate;
  readonly #quotas: Quotas;

  constructor(state: ConnectState, parts: FakeServiceParts = {}) {
    this.state = state;
    this.authenticate = parts.authenticate ?? acceptAnybody;
    this.#quotas = parts.quotas ?? new Quotas(undefined, state.clock);
  }

  /** @throws {FakeError} as AWS would answer. */
  call(operation: Operation, input: OperationInput, context: CallContext): WireObject {
    try {
      this.#admit(operation, context);
      this.faults.strike(operation.name);
      const answer = this.faults.spoil(operation.answer(this.state, input, context));
      this.calls.add({ operation: operation.name, input });
      return answer;
    } catch (error) {
      if (error instanceof FakeError) this.calls.add({ operation: operation.name, input, error: error.name });
      throw error;
    }
  }

  /** @throws {FakeError} as AWS would answer. */
  callByName(name: string, input: Partial<OperationInput>): WireObject {
    const operation = OPERATIONS.find((each) => each.name === name);
    if (operation === undefined || !this.faults.isSupported(name)) {
      throw new FakeError("UnknownOperationException", `There is no operation ${name}.`);
    }
    const context = { caller: ANYBODY, endpoint: "http://fake" };
    return this.call(operation, { path: {}, query: {}, body: {}, ...input }, context);
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
