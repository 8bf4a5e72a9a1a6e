import { type FileSource, isSourceError, type ReferenceSource } from "@attached-files/core";
import { expect, onTestFinished, test } from "vitest";
import { FIXED, isolatedEnvironment } from "../../aws-client/scripted-server.test-support.ts";
import { connectReferenceSource } from "../../cases/connect-reference-source.ts";
import { connectFileSource } from "../../connect/connect-file-source.ts";
import { createFakeConnect, type FakeConnect } from "../create-fake-connect.ts";
import { CASE_ARN } from "../http/on-the-wire.test-support.ts";
import { FAKE_ERROR_NAMES } from "../to-source-error.ts";
import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import type { AnswerOddity, Fault, FaultRule } from "./fault.ts";

const BATCH = "BatchGetAttachedFileMetadata";
const REASON = { Reason: { AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_NAME" } };
const STATUSES = [200, 201, 301, 400, 401, 403, 404, 407, 408, 409, 413, 429, 500, 502, 503, 504, 529];

/** A fake with three files, which answers at once however late it is to be. */
function fakeWith(rules: readonly FaultRule[]): FakeConnect {
  const fake = createFakeConnect({ faults: rules, seed: 5, sleep: async () => {} });
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  fake.state.files.addInstance("i-1");
  const associatedAt = new Date("2026-10-01T00:00:00.000Z");
  for (const fileId of ["a", "b", "c"]) {
    fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId, associatedAt });
  }
  return fake;
}

/** What the port's users meet: the answer, or the error in all that it tells them beside words. */
async function met<T>(act: () => Promise<T>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (!isSourceError(error)) throw error;
    const { code, retryable, operation, awsErrorName, reason, retryAfterMs } = error;
    return { code, retryable, operation, awsErrorName, reason, retryAfterMs };
  }
}

/** Four calls over the SDK, and four through the port; each with how many attempts they made, and what struck those. */
async function fileSources(rules: readonly FaultRule[]): Promise<readonly [unknown, unknown]> {
  isolatedEnvironment();
  const [wire, port] = [fakeWith(rules), fakeWith(rules)];
  const server = await wire.listen();
  onTestFinished(() => server.close());
  const ask = async (source: FileSource, fake: FakeConnect): Promise<unknown> => {
    const request = { instanceId: "i-1", associatedResourceArn: CASE_ARN, fileIds: ["a", "b", "c", "none"] };
    const outcomes = [];
    for (let call = 0; call < 4; call += 1) outcomes.push(await met(() => source.getMetadata(request)));
    await source.close();
    return { outcomes, calls: fake.calls.last().map(({ error, struckBy }) => ({ error, struckBy })) };
  };
  return [await ask(connectFileSource({ ...FIXED, endpoint: server.url }), wire), await ask(port.fileSource(), port)];
}

async function meetsTheSame(fault: Fault): Promise<void> {
  // Once each, so that attempts get through, and then always, so that none does.
  const rules = [{ ...fault, operation: BATCH } as FaultRule, { ...fault, operation: BATCH, times: 6 } as FaultRule];
  for (const rule of rules) {
    const [wire, port] = await fileSources([rule]);
    expect(port).toEqual(wire);
    expect(JSON.stringify(port, (_, value) => (typeof value === "bigint" ? `${value}n` : value))).toContain("struckBy");
  }
}

test.each(FAKE_ERROR_NAMES)("an error is the same over the SDK and through the port: %s", (error) =>
  meetsTheSame({ error, message: "because", members: REASON }),
);

test.each<[string, Fault]>([
  ["a reset before the answer", { reset: "before-answer" }],
  ["a reset within the answer", { reset: "within-answer" }],
  ["a reset after the answer", { reset: "after-answer" }],
  ["a storm that attempts get through", { storm: { calls: 2 } }],
  ["a storm that they do not", { storm: { calls: 7 } }],
  ["a late answer", { latencyMs: { median: 100, p99: 2000 } }],
  ["a truncated body", { body: "truncated" }],
  ["a body that is no JSON", { body: "not-json" }],
  ["a proxy's page", { body: "html" }],
])("it is the same over the SDK and through the port: %s", (_, fault) => meetsTheSame(fault));

test.each(STATUSES)("a proxy's page is the same over the SDK and through the port, with status %i", async (status) => {
  await meetsTheSame({ body: "html", status });
});

test.each(["truncated", "not-json", "html"] as const)(
  "an error with a body that is damaged is the same: %s",
  async (body) => {
    for (const error of ["ThrottlingException", "AccessDeniedException", "InternalServiceException"] as const) {
      const [wire, port] = await fileSources([
        { error, times: 2 },
        { body, times: 5 },
      ]);
      expect(port).toEqual(wire);
    }
  },
);

test.each(Object.keys(ANSWER_ODDITIES) as AnswerOddity[])("an odd answer is read the same: %s", async (answer) => {
  const [wire, port] = await fileSources([{ answer, times: 3 }]);
  expect(port).toEqual(wire);
});

test("all faults together are met the same, call by call", async () => {
  const faults: Fault[] = [
    { latencyMs: { from: 0, to: 9 } },
    { reset: "before-answer" },
    { reset: "within-answer" },
    { storm: { calls: 2 } },
    { error: "InternalServiceException" },
    { body: "html" },
    { body: "truncated" },
    { answer: ["huge-size", "unknown-status"] },
    { answer: "no-files-member" },
  ];
  const [wire, port] = await fileSources(faults.map((fault) => ({ ...fault, probability: 0.2 })));
  expect(port).toEqual(wire);
});

test.each<[string, FaultRule]>([
  ["null entries", { answer: "null-entries", every: 2 }],
  ["repeated entries", { answer: "repeated-entries" }],
  ["a reset that an attempt gets through", { reset: "within-answer" }],
  ["resets without end", { reset: "before-answer", times: "always" }],
  ["pages of a proxy", { body: "html", times: "always" }],
  ["answers that are cut off", { body: "truncated", times: "always" }],
  ["a storm", { storm: { calls: 99 } }],
])("a discovery is the same over the SDK and through the port: %s", async (_, fault) => {
  isolatedEnvironment();
  const rule = { ...fault, operation: "SearchAllRelatedItems" };
  const [wire, port] = [fakeWith([rule]), fakeWith([rule])];
  const server = await wire.listen();
  onTestFinished(() => server.close());
  const discover = async (source: ReferenceSource): Promise<unknown> => {
    const outcome = await met(async () => {
      const pages = await Array.fromAsync(source.discover());
      return pages.map(({ references, irregularities }) => ({ references, irregularities }));
    });
    await source.close();
    return outcome;
  };
  const real = await discover(connectReferenceSource({ ...FIXED, endpoint: server.url }));
  expect(await discover(port.referenceSource())).toEqual(real);
  expect(port.calls.count()).toBe(wire.calls.count());
});
