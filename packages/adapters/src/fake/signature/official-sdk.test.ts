import { BatchGetAttachedFileMetadataCommand, ConnectClient } from "@aws-sdk/client-connect";
import { ConnectCasesClient, ListDomainsCommand, SearchAllRelatedItemsCommand } from "@aws-sdk/client-connectcases";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeConnect, type FakeConnect } from "../index.ts";
import type { FakeCredentials } from "./credentials.ts";

const KEY: FakeCredentials = { accessKeyId: "AKIAREPORTER", secretAccessKey: "se/cret+key=" };
const ROLE: FakeCredentials = { accessKeyId: "ASIAROLE", secretAccessKey: "of the role", sessionToken: "to/k+en==" };
const CASES_HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" };

interface Clients {
  readonly fake: FakeConnect;
  batchGet(instanceId?: string, caseId?: string): Promise<readonly (string | undefined)[]>;
  listDomains(nextToken?: string): Promise<{ readonly domains: number; readonly attempts: number | undefined }>;
  searchAll(domainId?: string): Promise<number>;
}

/** The official clients, signing with `key` what is sent to a fake that knows `known`. */
async function clients(key: FakeCredentials, known = [KEY, ROLE], clock = () => new Date()): Promise<Clients> {
  const fake = createFakeConnect({ credentials: known, clock });
  fake.state.addDomain({ ...CASES_HOME, domainId: "d-1" });
  fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "f-1" });
  const server = await fake.listen();
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const config = { endpoint: server.url, region: "eu-central-1", credentials, maxAttempts: 2 };
  const connect = new ConnectClient(config);
  const cases = new ConnectCasesClient(config);
  onTestFinished(() => {
    connect.destroy();
    cases.destroy();
    return server.close();
  });
  return {
    fake,
    batchGet: async (instanceId = "i-1", caseId = "c-1") => {
      const domainArn = "arn:aws:cases:eu-central-1:111122223333:domain/d-1";
      const input = { InstanceId: instanceId, AssociatedResourceArn: `${domainArn}/case/${caseId}`, FileIds: ["f-1"] };
      const { Files = [] } = await connect.send(new BatchGetAttachedFileMetadataCommand(input));
      return Files.map(({ FileId }) => FileId);
    },
    listDomains: async (nextToken) => {
      const input = { maxResults: 10, ...(nextToken === undefined ? {} : { nextToken }) };
      const { domains = [], $metadata } = await cases.send(new ListDomainsCommand(input));
      return { domains: domains.length, attempts: $metadata.attempts };
    },
    searchAll: async (domainId = "d-1") => {
      const input = { domainId, filters: [{ file: {} }] };
      return (await cases.send(new SearchAllRelatedItemsCommand(input))).relatedItems?.length ?? 0;
    },
  };
}

const ODD_IDS = [
  "a b",
  "ü€😀",
  "a+b",
  "a%2Fb",
  "a/b",
  "~tilde",
  "st*r",
  "it's(!)",
  "a&b=c?d#e",
  "..",
  "a:b@c,d;e$f",
  "%",
];

describe("the official SDK's signature is taken", () => {
  it.each([
    ["of a user", KEY],
    ["of a role, with its session token", ROLE],
  ])("%s", async (_who, key) => {
    const { batchGet, listDomains, searchAll } = await clients(key);
    expect(await batchGet()).toEqual(["f-1"]);
    expect(await listDomains()).toEqual({ domains: 1, attempts: 1 });
    expect(await searchAll()).toBe(1);
  });

  it.each(ODD_IDS)("with an id in the path like %s", async (id) => {
    const { fake, batchGet, searchAll } = await clients(KEY);
    fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: id, fileId: "f-1" });
    fake.state.addDomain({ ...CASES_HOME, domainId: id });
    fake.state.attachFile({ domainId: id, caseId: "c-9", instanceId: "i-1", fileId: "f-9" });
    expect(await batchGet(id)).toEqual(["f-1"]);
    expect(await searchAll(id)).toBe(1);
  });

  it.each(ODD_IDS)("with an id in the query like %s", async (id) => {
    const { fake, batchGet, listDomains } = await clients(KEY);
    // The operations know no such case and no such token, but they were asked, which nobody is who is not known.
    await Promise.allSettled([batchGet("i-1", id), listDomains(id)]);
    const asked = fake.calls.last().map(({ input }) => input.query.associatedResourceArn ?? input.query.nextToken);
    expect(asked.toSorted()).toEqual([`arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/${id}`, id].toSorted());
  });

  it.each([60, -60])("and its clock set right where the fake's is %i minutes ahead", async (minutes) => {
    const clock = () => new Date(Date.now() + minutes * 60_000);
    const { batchGet, listDomains, searchAll } = await clients(KEY, [KEY], clock);
    expect(await listDomains()).toEqual({ domains: 1, attempts: 2 });
    expect(await listDomains()).toEqual({ domains: 1, attempts: 1 });
    expect(await searchAll()).toBe(1);
    expect(await batchGet()).toEqual(["f-1"]);
  });
});

describe("the official SDK reports as AWS's", () => {
  it.each<[string, FakeCredentials, string]>([
    ["an unknown key", { ...KEY, accessKeyId: "AKIAOTHER" }, "UnrecognizedClientException"],
    ["a wrong secret", { ...KEY, secretAccessKey: "wrong" }, "InvalidSignatureException"],
    ["a wrong session token", { ...ROLE, sessionToken: "wrong" }, "UnrecognizedClientException"],
    ["a session token that is missing", { ...KEY, accessKeyId: "ASIAROLE" }, "UnrecognizedClientException"],
  ])("%s", async (_what, key, name) => {
    const { batchGet, listDomains, searchAll } = await clients(key);
    for (const call of [() => batchGet(), () => listDomains(), () => searchAll()]) {
      await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
    }
  });

  it("an expired session token", async () => {
    const { batchGet } = await clients(ROLE, [{ ...ROLE, expiresAt: new Date(0) }]);
    await expect(batchGet()).rejects.toMatchObject({ name: "ExpiredTokenException" });
  });

  it("what its key may not do, and by whom it was tried", async () => {
    const { batchGet, listDomains, searchAll } = await clients(KEY, [{ ...KEY, allow: ["cases:list*"] }]);
    const refused = (action: string) => ({
      name: "AccessDeniedException",
      message: expect.stringContaining(
        `arn:aws:iam::111122223333:user/AKIAREPORTER is not authorized to perform: ${action}`,
      ),
    });
    expect((await listDomains()).domains).toBe(1);
    await expect(batchGet()).rejects.toMatchObject(refused("connect:BatchGetAttachedFileMetadata"));
    await expect(searchAll()).rejects.toMatchObject(refused("cases:SearchAllRelatedItems"));
  });
});
