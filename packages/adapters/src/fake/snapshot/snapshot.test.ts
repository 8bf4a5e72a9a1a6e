import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeConnect } from "../index.ts";
import { uploadDesk } from "../operations/connect/upload.test-support.ts";
import { keepState } from "./keep-state.ts";
import { recordsOf } from "./snapshot.ts";
import { readStateFile, writeStateFile } from "./state-file.ts";

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "fake-state-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A desk on which everything that a fake can hold is held. */
async function fullDesk() {
  const desk = await uploadDesk();
  desk.fake.seed({ seed: 3, cases: 60 });
  desk.fake.state.attachFile({
    ...{ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: "huge" },
    members: { FileSizeInBytes: 9_007_199_254_740_993n, FileName: "\u202E=1+1\n" },
    performedBy: { userArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a-1" },
  });
  await desk.call("POST", "/attached-files-configurations/i-1/CASE", { MaximumSizeLimitInBytes: 5 }, {});
  const fileId = await desk.upload("abc", { ClientToken: "t" });
  return { ...desk, fileId };
}

describe("a snapshot", () => {
  it("brings back everything that was held, and nothing that came later", async () => {
    const { fake, fileId, pass, get, upload, start } = await fullDesk();
    const snapshot = fake.snapshot();
    await upload("xyz");
    fake.state.files.remove("i-1", "huge");
    fake.seed({ seed: 4, cases: 3 });
    pass(3000);
    fake.restore(snapshot);
    expect(fake.snapshot()).toEqual(snapshot);
    const { body } = await get(fileId);
    expect(body.FileStatus).toBe("APPROVED");
    expect(await (await fetch(body.DownloadUrlMetadata.Url)).text()).toBe("abc");
    // The token was spent before the snapshot, and still is.
    expect((await start("abc", { ClientToken: "t" })).fileId).toBe(fileId);
  });

  it("can be given to another fake, and each goes its own way", async () => {
    const { fake, fileId, call } = await fullDesk();
    const other = createFakeConnect();
    other.restore(fake.snapshot());
    await call("DELETE", `/attached-files/i-1/${fileId}`);
    expect(fake.state.files.get("i-1", fileId)).toBeUndefined();
    expect(other.state.files.get("i-1", fileId)).toBeDefined();
  });
});

it("a snapshot brings back the time too, and URLs that were given out stay good in the next fake", async () => {
  const desk = await uploadDesk();
  const { fileId, body } = await desk.start("abc", { UrlExpiryInSeconds: 60 });
  const snapshot = desk.fake.snapshot();
  desk.fake.advanceClock(60_000);
  expect((await desk.get(fileId)).body.FileStatus).toBe("FAILED");
  desk.fake.restore(snapshot);
  expect((await desk.get(fileId)).body.FileStatus).toBe("PROCESSING");

  const next = createFakeConnect({ clock: desk.fake.state.clock });
  next.restore(snapshot);
  const server = await next.listen();
  onTestFinished(() => server.close());
  const { Url, HeadersToInclude: headers } = body.UploadUrlMetadata;
  const put = await fetch(Url.replace(desk.url, server.url), { method: "PUT", headers, body: "abc" });
  expect(put.status).toBe(200);
});

describe("a state file", () => {
  it("holds the same as the state, sizes beyond 2^53 to the last digit", async () => {
    const { fake } = await fullDesk();
    const path = join(await temporaryFolder(), "state.ndjson");
    await writeStateFile(path, fake.state);
    const other = createFakeConnect();
    expect(await readStateFile(path, other.state)).toBe(true);
    expect([...recordsOf(other.state)]).toEqual([...recordsOf(fake.state)]);
    expect(other.state.files.count).toBe(fake.state.files.count);
  });

  it("that is not there is no trouble", async () => {
    const path = join(await temporaryFolder(), "state.ndjson");
    expect(await readStateFile(path, createFakeConnect().state)).toBe(false);
  });

  it.each([
    ["is empty", () => "", /line 0: it ends too early/],
    ["is something else", () => "hello\n", /line 1: it does not begin with/],
    ["ends too early", (text: string) => text.slice(0, -15), /ends too early|JSON/],
    ["has a line that is cut", (text: string) => text.replace(/(\n.{40}).*\n/, "$1\n"), /line 3: /],
    [
      "has a line of another kind",
      (text: string) => text.replace('"kind":"domain"', '"kind":"demon"'),
      /no record of a snapshot/,
    ],
  ])("that %s is refused with its line, and leaves the state empty", async (_, spoil, message) => {
    const { fake } = await fullDesk();
    const path = join(await temporaryFolder(), "state.ndjson");
    await writeStateFile(path, fake.state);
    await writeFile(path, spoil(await readFile(path, "utf8")));
    const other = createFakeConnect();
    await expect(readStateFile(path, other.state)).rejects.toThrow(message);
    expect([...recordsOf(other.state)].filter(({ kind }) => kind !== "clock" && kind !== "secret")).toEqual([]);
  });

  it("holds one moment, whatever changes while it is written", async () => {
    const fake = createFakeConnect();
    const centre = fake.contactCentre();
    const claim = centre.addCase();
    for (let file = 0; file < 3000; file += 1) claim.attach("a.pdf");
    const before = fake.snapshot();
    const path = join(await temporaryFolder(), "state.ndjson");
    const writing = writeStateFile(path, fake.state);
    fake.restore([]);
    fake.contactCentre().addCase();
    await writing;
    const other = createFakeConnect();
    await readStateFile(path, other.state);
    expect(other.snapshot()).toEqual(before);
  });

  it("goes on at the time that the last one had reached", async () => {
    const path = join(await temporaryFolder(), "state.ndjson");
    const fake = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
    const kept = await keepState(path, fake.state);
    fake.advanceClock(3_600_000);
    await kept.close();
    const other = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
    await (await keepState(path, other.state)).close();
    expect(other.state.clock().toISOString()).toBe("2026-11-01T01:00:00.000Z");
  });
});

describe("a state that is kept in a file", () => {
  it("is there again after the next start", async () => {
    const path = join(await temporaryFolder(), "state.ndjson");
    const { fake } = await fullDesk();
    const kept = await keepState(path, createFakeConnect().state);
    expect(kept.found).toBe(false);
    await kept.close();
    const first = createFakeConnect();
    const firstKept = await keepState(path, first.state, { afterMs: 5 });
    first.restore(fake.snapshot());
    await firstKept.close();
    const second = createFakeConnect();
    expect((await keepState(path, second.state)).found).toBe(true);
    expect(second.snapshot()).toEqual(fake.snapshot());
    expect(await readdir(join(path, ".."))).toEqual(["state.ndjson"]);
  });

  it("is written a moment after a change, without anybody asking", async () => {
    const path = join(await temporaryFolder(), "state.ndjson");
    const fake = createFakeConnect();
    const kept = await keepState(path, fake.state, { afterMs: 5 });
    onTestFinished(() => kept.close());
    fake.contactCentre({ instanceId: "i-1" }).addCase("c-1").attach("a.pdf", { fileId: "f" });
    const other = createFakeConnect();
    for (let tries = 0; tries < 200 && other.state.files.count === 0; tries += 1) {
      await wait(10);
      await readStateFile(path, other.state);
    }
    expect(other.state.files.get("i-1", "f")).toBeDefined();
  });

  it("tells where it cannot be written, and loses nothing that is held", async () => {
    const folder = await temporaryFolder();
    const fake = createFakeConnect();
    const troubles: unknown[] = [];
    const kept = await keepState(join(folder, "gone", "state.ndjson"), fake.state, {
      ...{ afterMs: 5, onTrouble: (error: unknown) => troubles.push(error) },
    });
    fake.contactCentre().addCase().attach("a.pdf");
    for (let tries = 0; tries < 200 && troubles.length === 0; tries += 1) await wait(10);
    await wait(100);
    // The same trouble at every try is one trouble.
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatchObject({ code: "ENOENT" });
    await expect(kept.close()).rejects.toMatchObject({ code: "ENOENT" });
    expect(fake.state.files.count).toBe(1);
  });
});
