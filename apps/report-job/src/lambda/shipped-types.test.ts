import { expect, expectTypeOf, it } from "vitest";
import type * as shipped from "../../lambda.d.ts";
import type { Handler } from "./create-handler.ts";
import type { LambdaContext } from "./lambda-context.ts";
import type { LambdaResult, ScopeResult } from "./lambda-result.ts";
import { readEvent } from "./read-event.ts";

it("the types that are shipped with the handler are those that it has", () => {
  // Held by the compiler: 'pnpm typecheck' goes red where they differ.
  expectTypeOf<typeof shipped.handler>().toEqualTypeOf<Handler>();
  expectTypeOf<shipped.LambdaResult>().toEqualTypeOf<LambdaResult>();
  expectTypeOf<shipped.ScopeResult>().toEqualTypeOf<ScopeResult>();
  expectTypeOf<shipped.LambdaContext>().toEqualTypeOf<LambdaContext>();
  const event: Required<shipped.LambdaEvent> = { slot: "2026-11-24", full: true };
  expect(readEvent(event)).toEqual({ ok: true, value: event });
});
