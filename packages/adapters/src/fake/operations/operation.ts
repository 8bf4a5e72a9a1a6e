import type { ConnectState } from "../connect-state/connect-state.ts";
import type { WireObject } from "../connect-state/wire.ts";
import type { Caller } from "./caller.ts";
import type { Service } from "./fake-error.ts";

/** A request taken apart, before its operation has looked at it. */
export interface OperationInput {
  /** Placeholders of the route, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** The query, decoded; the first of members that are repeated. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: WireObject;
}

/** Who asks, and where. */
export interface CallContext {
  readonly caller: Caller;
  /** Where the client reached the fake, as `http://127.0.0.1:4010`: upload and download URLs lead back there. */
  readonly endpoint: string;
}

/** One operation of AWS: where it is reached, and what it answers. */
export interface Operation {
  readonly name: string;
  readonly service: Service;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** As in the service's model, with placeholders: `/domains/{domainId}`. */
  readonly route: string;
  /** Its success has no body at all, as AWS documents of some. */
  readonly answersNothing?: true;
  /** @throws {FakeError} as AWS would. */
  answer(state: ConnectState, input: OperationInput, context: CallContext): WireObject;
}
