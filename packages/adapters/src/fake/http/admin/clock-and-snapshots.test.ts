import { ConnectCasesClient, ListDomainsCommand } from "@aws-sdk/client-connectcases";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeConnect } from "../../index.ts";
import { uploadDesk } from "../../operations/connect/upload.test-support.ts";

function admin(url: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_fake/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
}

describe("the clock on the admin route", () => {
  it("goes ahead, so that a scan ends at once", async () => {
    const desk = await uploadDesk();
    const fileId = await desk.upload("abc");
    const tell = admin(desk.url);
    expect(await tell("GET", "clock")).toEqual({ status: 200, body: { now: "2026-11-01T00:00:00.000Z" } });
    expect(await tell("POST", "clock", { advanceMs: 3000 })).toMatchObject({
      body: { now: "2026-11-01T00:00:03.000Z" },
    });
    expect((await desk.get(fileId)).body.FileStatus).toBe("APPROVED");
    desk.fake.advanceClock(1000);
    expect((await tell("GET", "clock")).body).toEqual({ now: "2026-11-01T00:00:04.000Z" });
  });

  it.each([
    [undefined],
    [{}],
    [{ advanceMs: -1 }],
    [{ advanceMs: 1.5 }],
    [{ advanceMs: "1" }],
    [{ advanceMs: 1e300 }],
    [{ advanceMs: 252_000_000_000_000 }],
  ])("does not move by %j", async (body) => {
    const desk = await uploadDesk();
    const tell = admin(desk.url);
    expect(await tell("POST", "clock", body)).toMatchObject({
      status: 400,
      body: { problems: [expect.stringContaining("advanceMs")] },
    });
    expect((await tell("GET", "clock")).body).toEqual({ now: "2026-11-01T00:00:00.000Z" });
  });
});

it("time that goes ahead is not taken for a wrong clock of whoever signs", async () => {
  const key = { accessKeyId: "KEY", secretAccessKey: "secret" };
  const fake = createFakeConnect({ credentials: [key] });
  fake.contactCentre();
  const server = await fake.listen();
  onTestFinished(() => server.close());
  fake.advanceClock(86_400_000);
  const client = new ConnectCasesClient({
    endpoint: server.url,
    region: "eu-central-1",
    credentials: key,
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  expect((await client.send(new ListDomainsCommand({}))).domains).toHaveLength(1);
});

describe("snapshots on the admin route", () => {
  it("bring back what was held when they were taken, as often as they are asked to", async () => {
    const desk = await uploadDesk();
    const fileId = await desk.upload("abc");
    const tell = admin(desk.url);
    expect(await tell("POST", "snapshots", { name: "before" })).toEqual({
      status: 200,
      body: { snapshots: ["before"] },
    });
    for (let times = 0; times < 2; times += 1) {
      await desk.call("DELETE", `/attached-files/i-1/${fileId}`);
      expect((await desk.get(fileId)).status).toBe(404);
      expect((await tell("POST", "restore", { name: "before" })).status).toBe(200);
      expect((await desk.get(fileId)).status).toBe(200);
    }
  });

  it.each([
    ["snapshots", {}, "name"],
    ["snapshots", { name: "a/b" }, "name"],
    ["snapshots", { name: "n".repeat(101) }, "name"],
    ["restore", { name: "never" }, "none was taken yet"],
  ])("refuse %s with %j", async (path, body, text) => {
    const desk = await uploadDesk();
    const answer = await admin(desk.url)("POST", path, body);
    expect(answer).toMatchObject({ status: 400, body: { problems: [expect.stringContaining(text)] } });
  });
});
