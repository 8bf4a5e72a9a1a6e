import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeConnect, type FakeConnect } from "../index.ts";
import type { RawRequest } from "../signature/authenticate.ts";
import { KEY, type Signing, signed } from "../signature/signed-request.test-support.ts";
import { AWS_QUOTAS } from "./aws-quotas.ts";

const OTHER_ACCOUNT = { accessKeyId: "AKIDOTHER", secretAccessKey: "other", account: "999988887777" };
const SAME_ACCOUNT = { accessKeyId: "AKIDSAME", secretAccessKey: "same", account: "111122223333" };
const ARN = "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1";

function batchGetIn(instanceId: string): string {
  return `/attached-files/${instanceId}?associatedResourceArn=${encodeURIComponent(ARN)}`;
}

interface Throttled {
  readonly fake: FakeConnect;
  pass(milliseconds: number): void;
  /** Sends what was signed. */
  send(signing: Signing): Promise<Response>;
}

/** A fake with AWS's quotas and keys of two accounts, whose clock stands still. */
async function throttled(): Promise<Throttled> {
  let nowMs = Date.UTC(2026, 10, 1, 12);
  const credentials = [KEY, SAME_ACCOUNT, OTHER_ACCOUNT];
  const fake = createFakeConnect({ quotas: AWS_QUOTAS, credentials, clock: () => new Date(nowMs) });
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  for (const instanceId of ["i-1", "i-2"]) {
    fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId, fileId: "f-1" });
  }
  const server = await fake.listen();
  onTestFinished(() => server.close());
  const sent = { host: new URL(server.url).host, "content-type": "application/json" };
  return {
    fake,
    pass: (milliseconds) => {
      nowMs += milliseconds;
    },
    send: (signing) => {
      const { target, method, headers, body }: RawRequest = signed({ ...signing, headers: sent });
      return fetch(server.url + target, { method, headers: headers as Record<string, string>, body: String(body) });
    },
  };
}

const batchGet = (more: Signing = {}): Signing => ({ target: batchGetIn("i-1"), body: '{"FileIds":["f-1"]}', ...more });
const listDomains = (more: Signing = {}): Signing => ({ target: "/domains-list", service: "cases", ...more });

async function statuses(send: Throttled["send"], count: number, signing: Signing): Promise<number[]> {
  const answers: number[] = [];
  for (let call = 0; call < count; call += 1) answers.push((await send(signing)).status);
  return answers;
}

const FIVE = Array(5).fill(200);

describe("a throttled call looks as AWS's", () => {
  it.each([
    ["Connect", batchGet(), { Message: "Rate exceeded" }],
    ["Cases", listDomains(), { message: "Rate exceeded" }],
  ])("of %s", async (_service, signing, body) => {
    const { fake, send } = await throttled();
    expect(await statuses(send, 5, signing)).toEqual(FIVE);
    const answer = await send(signing);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([429, "ThrottlingException"]);
    expect(await answer.json()).toEqual(body);
    expect(fake.calls.last().at(-1)).toMatchObject({ error: "ThrottlingException" });
  });
});

describe("a quota on the wire", () => {
  it("comes back with time", async () => {
    const { pass, send } = await throttled();
    await statuses(send, 6, batchGet());
    pass(1000);
    expect(await statuses(send, 3, batchGet())).toEqual([200, 200, 429]);
  });

  it("is shared by the instances and the keys of an account", async () => {
    const { send } = await throttled();
    expect(await statuses(send, 5, batchGet())).toEqual(FIVE);
    expect(await statuses(send, 1, batchGet({ target: batchGetIn("i-2") }))).toEqual([429]);
    expect(await statuses(send, 1, batchGet({ key: SAME_ACCOUNT }))).toEqual([429]);
  });

  it("is not shared by accounts, Regions and operations", async () => {
    const { send } = await throttled();
    await statuses(send, 6, listDomains());
    expect(await statuses(send, 6, listDomains({ key: OTHER_ACCOUNT }))).toEqual([...FIVE, 429]);
    expect(await statuses(send, 6, listDomains({ region: "us-east-1" }))).toEqual([...FIVE, 429]);
    expect(await statuses(send, 6, batchGet())).toEqual([...FIVE, 429]);
    expect(await statuses(send, 1, listDomains())).toEqual([429]);
  });

  it("is not used up by requests that nobody known has signed", async () => {
    const { send } = await throttled();
    const forged = { ...KEY, secretAccessKey: "wrong" };
    expect(await statuses(send, 6, batchGet({ key: forged }))).toEqual([403, 403, 403, 403, 403, 403]);
    expect(await statuses(send, 5, batchGet())).toEqual(FIVE);
  });
});

it("holds for the port as for the wire", async () => {
  const fake = createFakeConnect({ quotas: AWS_QUOTAS, clock: () => new Date(0) });
  fake.seed({ seed: 1, cases: 1 });
  const source = fake.fileSource();
  const [first] = fake.state.truth();
  if (first === undefined) throw new Error("the dataset is empty");
  const { instanceId, associatedResourceArn, fileId } = first.reference;
  const ask = () => source.getMetadata({ instanceId, associatedResourceArn, fileIds: [fileId] });
  for (let call = 0; call < 5; call += 1) await ask();
  await expect(ask()).rejects.toMatchObject({ code: "ThrottlingException", retryable: true });
});

it("is said where the fake is made, if it is wrong", () => {
  const quotas = { operations: { Nope: { requestsPerSecond: 0, burst: 1 } } };
  expect(() => createFakeConnect({ quotas })).toThrow("The fake cannot keep these quotas");
});
