import { beforeEach, expect, onTestFinished, test } from "vitest";
import { FIXED, isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { createFakeConnect } from "../fake/index.ts";
import { referenceSourceSuite } from "../testing/reference-source-suite.ts";
import { connectReferenceSource } from "./connect-reference-source.ts";

beforeEach(() => isolatedEnvironment());

referenceSourceSuite("the source of Amazon Connect Cases, over the fake's wire", async (fake) => {
  const server = await fake.listen();
  return {
    source: connectReferenceSource({ ...FIXED, endpoint: server.url }),
    close: () => server.close(),
  };
});

referenceSourceSuite("the source of Amazon Connect Cases, case by case", async (fake) => {
  fake.faults.next({ operation: "SearchAllRelatedItems", error: "AccessDeniedException", times: "always" });
  const server = await fake.listen();
  return {
    source: connectReferenceSource({ ...FIXED, endpoint: server.url }),
    close: () => server.close(),
  };
});

test("case by case it finds the same files as at once, and the truth", async () => {
  const fake = createFakeConnect();
  const home = { partition: "aws", region: "eu-central-1", account: "111122223333" };
  fake.state.addDomain({ ...home, domainId: "d-1" });
  fake.state.files.addInstance("i-1");
  for (let index = 0; index < 400; index += 1) {
    const caseId = `c-${index < 60 ? 0 : index % 250}`;
    fake.state.attachFile({ domainId: "d-1", caseId, instanceId: "i-1", fileId: `f-${index}` });
  }
  fake.faults.next({ answer: ["repeated-entries", "null-entries"], every: 7, times: "always" });
  const server = await fake.listen();
  onTestFinished(() => server.close());
  const source = connectReferenceSource({ ...FIXED, endpoint: server.url });
  onTestFinished(() => source.close());
  const find = async (): Promise<string[]> => {
    const keys = new Set<string>();
    for await (const { references } of source.discover())
      for (const { associatedResourceArn, fileId } of references) keys.add(`${associatedResourceArn} ${fileId}`);
    return [...keys].sort();
  };
  const truth = Array.from(
    fake.state.truth(),
    ({ reference }) => `${reference.associatedResourceArn} ${reference.fileId}`,
  );
  expect(await find()).toEqual(truth.sort());
  const callsBefore = fake.calls.count("SearchCases");
  fake.faults.next({ operation: "SearchAllRelatedItems", error: "AccessDeniedException", times: 1 });
  expect(await find()).toEqual(truth);
  expect([callsBefore, fake.calls.count("SearchCases")]).toEqual([0, 3]);
});
