import { expect, it } from "vitest";
import { awsEnvironmentProblems } from "./aws-environment.ts";

it.each([
  ["AWS_REGION", "EU_WEST", "an AWS Region"],
  ["AWS_ENDPOINT_URL", "nonsense", "a URL that begins with http"],
  ["AWS_ENDPOINT_URL_CONNECT", "ftp://x", "a URL that begins with http"],
  ["AWS_ENDPOINT_URL_CONNECTCASES", "http://", "a URL that begins with http"],
])("tells that %s cannot be %s, unless the scope says it itself", (name, value, expected) => {
  const problems = awsEnvironmentProblems({}, { [name]: value });
  expect(problems).toEqual([expect.stringContaining(`environment variable ${name}: expected ${expected}`)]);
  expect(problems[0]).toContain(value);
  expect(awsEnvironmentProblems({ region: "eu-central-1", endpoint: "http://h" }, { [name]: value })).toEqual([]);
});

it("finds nothing wrong with what the SDK takes, and an empty variable is none", () => {
  const good = { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL: "http://127.0.0.1:4010", AWS_ENDPOINT_URL_CONNECT: "" };
  expect(awsEnvironmentProblems({}, good)).toEqual([]);
  expect(awsEnvironmentProblems({}, {})).toEqual([]);
});

it("shows no password", () => {
  expect(awsEnvironmentProblems({}, { AWS_ENDPOINT_URL: "https://me:secret@host" }).join()).not.toContain("secret");
});
