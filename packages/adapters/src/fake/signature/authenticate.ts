import type { IncomingHttpHeaders } from "node:http";
import { ANYBODY, type Caller } from "../operations/caller.ts";
import type { Service } from "../operations/fake-error.ts";
import type { FakeCredentials } from "./credentials.ts";

/** A request as it came over the wire. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they were written. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  readonly service: Service;
}

/** Tells who makes a request. @throws {FakeError} as AWS would refuse it. */
export type Authenticate = (request: RawRequest) => Caller;

/** Knows no keys and takes every request, signed or not. */
export const acceptAnybody: Authenticate = () => ANYBODY;

export function authenticateWith(_known: readonly FakeCredentials[], _clock: () => Date): Authenticate {
  throw new Error("under way");
}
