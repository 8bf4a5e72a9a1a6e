import type { FakeService } from "../../fake-service.ts";

/** A request to the fake itself, read and let in. */
export interface AdminRequest {
  readonly service: FakeService;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON of the body; undefined where there is none. */
  readonly body: unknown;
}

export interface AdminAnswer {
  readonly status: number;
  readonly body: object;
}

/** One thing that the fake can be asked or told about itself. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below /_fake/. */
  readonly path: string;
  /** @throws {InvalidInputError} as an answer with status 400 and every issue. */
  answer(request: AdminRequest): AdminAnswer;
}
