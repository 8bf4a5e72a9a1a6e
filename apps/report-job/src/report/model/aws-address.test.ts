import { expect, it } from "vitest";
import { isAwsAddress } from "./aws-address.ts";

it.each([
  ["https://connect.eu-central-1.amazonaws.com", true],
  ["https://vpce-0a1b-xyz.connect.eu-central-1.vpce.amazonaws.com/", true],
  ["https://connect.cn-north-1.amazonaws.com.cn", true],
  ["http://127.0.0.1:4010", false],
  ["http://[::1]:4010", false],
  ["http://localhost:4566", false],
  ["https://amazonaws.com.evil.example", false],
  ["https://evil.example/?.amazonaws.com", false],
  ["no url", false],
])("takes %s for AWS's own: %s", (endpoint, isAws) => {
  expect(isAwsAddress(endpoint)).toBe(isAws);
});
