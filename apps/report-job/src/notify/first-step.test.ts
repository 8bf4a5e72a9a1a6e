import { SourceError } from "@attached-files/core";
import { expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { failureMessage } from "./failure-message.ts";
import { firstStepOf } from "./first-step.ts";
import { TELLER } from "./teller.test-support.ts";
import { troubleOfError } from "./trouble.ts";

const failed = (error: Error) => failureMessage("s", 4, TELLER, [troubleOfError(null, error, {})]);

it.each([
  ["Could not load credentials from any providers", /^None were found/],
  ["The security token included in the request is expired", /^They expired.*sign in again/],
  ["The SSO session associated with this profile has expired or is otherwise invalid.", /^They expired/],
  ["gave up without credentials", /^None were found/],
])("where credentials fail with '%s', the first step is about that", (text, step) => {
  const cause = new SourceError("CredentialsUnavailable", text);
  expect(failed(new JobError("unavailable", text, cause)).firstStep).toMatch(step);
});

it.each([
  [
    'The state /s/state.duckdb (7 bytes) cannot be opened: IO Error: The file "/s/state.duckdb" exists, but it is not a valid DuckDB database file!',
    /^If it is damaged .*move .* aside, and keep it; put a backup of it in its place/,
  ],
  [
    'The state /s (7 bytes) cannot be opened: Cannot open file "/s": Permission denied',
    /^If it may not be read.*owner and mode/,
  ],
  ["The state s3://b/p/ is damaged: head.json cannot be read.", /^With state\.s3: bring back/],
])("of the state that is told as '%s', the first step fits the cause", (text, step) => {
  expect(failed(new JobError("unavailable", text, undefined, "reason-state-unreadable")).firstStep).toMatch(step);
});

it("a setting that is wrong is to be mended, checked, and the command started again", () => {
  const { firstStep } = failed(new JobError("usage", "/c.yaml: scopes[0].regoin: no such setting"));
  expect(firstStep).toMatch(/^Mend the value .*'attached-files check', and start the same command again/);
});

it.each(["alert-shrank", "alert-grew"])("the first step of %s fits a list and a search", (section) => {
  expect(firstStepOf([section], [])).toMatch(/A list: .*A search: /);
});

it("a name that is not found says which Region was meant", () => {
  const cause = new SourceError("SourceUnreachable", "getaddrinfo ENOTFOUND cases.eu-centrl-1.amazonaws.com");
  const { trouble, firstStep } = failed(new JobError("unavailable", `No search: ${cause.message}`, cause));
  expect(firstStep).toMatch(/^ENOTFOUND of an address with a Region/);
  expect(trouble[0]?.text).toContain("(did you mean the Region eu-central-1?)");
});

it("a connection that is refused is first about the address", () => {
  const cause = new SourceError("SourceUnreachable", "connect ECONNREFUSED 127.0.0.1:4510");
  const { firstStep } = failed(new JobError("unavailable", `No search: ${cause.message}`, cause));
  expect(firstStep).toMatch(
    /^Look at the address that the message names.*ECONNREFUSED says that nothing listens there/,
  );
});
