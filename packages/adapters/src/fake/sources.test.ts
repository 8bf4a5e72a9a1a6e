import { expect, it } from "vitest";
import { configurationSourceSuite, fileSourceSuite, referenceSourceSuite } from "../testing/index.ts";
import { createFakeConnect } from "./create-fake-connect.ts";

fileSourceSuite("the fake's file source", (fake) => ({ source: fake.fileSource() }));
configurationSourceSuite("the fake's configuration source", (fake) => ({ source: fake.configurationSource() }));
referenceSourceSuite("the fake's reference source", (fake) => ({ source: fake.referenceSource() }));

it("the fake's reference source finds what is new with one call, however much is old", async () => {
  const fake = createFakeConnect();
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  for (let second = 0; second < 200; second += 1) {
    const associatedAt = new Date(Date.UTC(2026, 9, 1) + second * 1000);
    fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: `f-${second}`, associatedAt });
  }
  const pages = await Array.fromAsync(fake.referenceSource().discover({ attachedSince: "2026-10-01T00:03:10Z" }));
  expect(pages.flatMap(({ references }) => references)[0]?.fileId).toBe("f-199");
  expect(fake.calls.count("SearchAllRelatedItems")).toBe(1);
});

it("asks a pacer before every attempt of every operation, and tells it of every throttle", async () => {
  const asked: string[] = [];
  const pacer = {
    acquire: async (operation: string) => void asked.push(operation),
    throttled: (operation: string, retryAfterMs?: number) => void asked.push(`${operation} throttled ${retryAfterMs}`),
  };
  const fake = createFakeConnect({
    faults: [
      { error: "ThrottlingException", operation: "BatchGetAttachedFileMetadata", retryAfterSeconds: 2 },
      { error: "InternalServerException", operation: "SearchAllRelatedItems" },
    ],
  });
  fake.contactCentre().addCase().attach("a.pdf");
  const [page] = await Array.fromAsync(fake.referenceSource({ pacer }).discover());
  const [reference] = page?.references ?? [];
  if (reference === undefined) throw new Error("nothing was found");
  await fake.fileSource({ pacer }).getMetadata({ ...reference, fileIds: [reference.fileId] });
  expect(asked).toEqual([
    "ListDomains",
    "SearchAllRelatedItems",
    "SearchAllRelatedItems",
    "BatchGetAttachedFileMetadata",
    "BatchGetAttachedFileMetadata throttled 2000",
    "BatchGetAttachedFileMetadata",
  ]);
});
