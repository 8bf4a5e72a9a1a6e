import { expect, it } from "vitest";
import { onTheWire } from "../on-the-wire.test-support.ts";

const THROTTLE = { error: "ThrottlingException" };

it.each([
  ["a rule that never strikes", { ...THROTTLE, times: 0 }, /^times: .*at least 1, or "always", received 0$/],
  ["one such of two", [THROTTLE, { ...THROTTLE, times: 0 }], /^\[1\]\.times: /],
  ["null", "null", /expected an object, received null$/],
  ["a list of null", "[null]", /^\[0\]: expected an object/],
])("faults from outside that would add nothing are refused: %s", async (_, body, problem) => {
  const { fake, post } = await onTheWire();
  expect(await post("/_fake/faults", body)).toMatchObject({
    status: 400,
    body: { problems: [expect.stringMatching(problem)] },
  });
  expect(fake.faults.pending()).toEqual([]);
});

it("calls of an operation that there is none of are refused, with those that there are", async () => {
  const { post } = await onTheWire();
  expect(await post("/_fake/calls?operation=Nope", undefined, { method: "GET" })).toMatchObject({
    status: 400,
    body: { problems: [expect.stringMatching(/^operation: expected one of .*ListDomains.*, received "Nope"$/)] },
  });
});
