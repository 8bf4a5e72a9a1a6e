import { expect, it } from "vitest";
import { regionHint } from "./region-hint.ts";

it.each([
  ["getaddrinfo ENOTFOUND cases.eu-centrl-1.amazonaws.com", "did you mean the Region eu-central-1?"],
  ["getaddrinfo ENOTFOUND b.s3.us-east1.amazonaws.com", "did you mean the Region us-east-1?"],
  ["getaddrinfo ENOTFOUND cases.eu-central-1.amazonaws.com", null],
  ["getaddrinfo ENOTFOUND proxy.example", null],
  ["connect ECONNREFUSED cases.eu-centrl-1.amazonaws.com", null],
  ["ENOTFOUND", null],
])("of '%s' the Region that was meant is said: %s", (text, hint) => {
  expect(regionHint(text)).toBe(hint);
});
