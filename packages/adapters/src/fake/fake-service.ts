import { CallLog } from "./call-log.ts";
import type { ConnectState } from "./connect-state/connect-state.ts";
import type { WireObject } from "./connect-state/wire.ts";
import { Faults } from "./faults.ts";
import { FakeError } from "./operations/fake-error.ts";
import { OPERATIONS } from "./operations/index.ts";
import type { Operation, OperationInput } from "./operations/operation.ts";

/** The one way into the truth, for the wire and the port alike: faults strike and calls are logged for both. */
export class FakeService {
  readonly state: ConnectState;
  readonly faults: Faults = new Faults();
  readonly calls: CallLog = new CallLog();

  constructor(state: ConnectState) {
    this.state = state;
  }

  /** @throws {FakeError} as AWS would answer. */
  call(operation: Operation, input: OperationInput): WireObject {
    try {
      this.faults.strike(operation.name);
      const answer = this.faults.spoil(operation.answer(this.state, input));
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
    return this.call(operation, { path: {}, query: {}, body: {}, ...input });
  }
}
