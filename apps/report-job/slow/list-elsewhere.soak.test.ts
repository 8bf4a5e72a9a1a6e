import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ISOLATED, start } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, caseArn, INSTANCE, newDesk } from "./desk.ts";
import { inState, stateRows } from "./state-rows.ts";

const FILES = 40;
const GIVES_UP_SOON = { maxAttempts: 1, stopAfterFailures: 2 };

/** Runs slots of one scope with a list of a desk's files, at whatever endpoint. */
async function listed() {
  const desk = await newDesk(FILES);
  onTestFinished(() => desk.clear());
  const config = join(desk.folder, "attached-files.json");
  const references = join(desk.folder, "list.csv");
  const rows = Array.from({ length: FILES }, (_, file) => `${INSTANCE},${caseArn(file % 20)},f-${file}`);
  await writeFile(references, ["instance_id,associated_resource_arn,file_id", ...rows].join("\n"));
  const run = async (endpoint: string, slot: string, change: object = {}) => {
    const scope = { name: "main", region: "eu-central-1", endpoint, quota: { requestsPerSecond: "unlimited" } };
    const folders = { state: { folder: join(desk.folder, "state") }, report: { folder: join(desk.folder, "out") } };
    await writeFile(
      config,
      JSON.stringify({ scopes: [{ ...scope, references, ...change }], ...folders, run: GIVES_UP_SOON }),
    );
    return await runHere(["run", "--config", config, "--slot", slot], { env: ISOLATED });
  };
  return { desk, config, run, state: join(desk.folder, "state", "scope=main"), out: join(desk.folder, "out") };
}

/** A desk where none of the files is, though its instance has the same id. */
async function emptyDesk() {
  const other = await newDesk(0);
  onTestFinished(() => other.clear());
  other.fake.state.files.addInstance(INSTANCE);
  return other.server.url;
}

it("a list at a wrong endpoint ends with 4, names both places, takes nothing away, and leaves the slot to the right one", async () => {
  const { desk, run, state, out } = await listed();
  const elsewhere = await emptyDesk();
  expect(await run(desk.server.url, "2026-11-24")).toMatchObject({ exitCode: 0 });
  const { runs: _, ...known } = await stateRows(state);
  const wrong = await run(elsewhere, "2026-11-25");
  expect(wrong).toMatchObject({ exitCode: 4, stdout: "" });
  expect(wrong.stderr).toContain("answered with none of its 40 files there (40 files refused)");
  expect(wrong.stderr).toContain(`Before (slot 2026-11-24): endpoint ${desk.server.url}, Region eu-central-1.`);
  expect(wrong.stderr).toContain(`Now: endpoint ${elsewhere}, Region eu-central-1.`);
  expect(wrong.stderr).toContain("What was known before stands: 40 files");
  expect(wrong.stderr.trimEnd().split("\n").at(-1)).toContain("run-book error-nothing-found");
  await expect(readdir(join(out, "2026-11-25"))).rejects.toThrow("ENOENT");
  expect(await stateRows(state)).toMatchObject(known);
  const mended = await run(desk.server.url, "2026-11-25");
  expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
});

it("a run that is answered at another place is complete, and says once that it asked there", async () => {
  const { desk, run } = await listed();
  const other = await newDesk(FILES);
  onTestFinished(() => other.clear());
  const first = await run(desk.server.url, "2026-11-24");
  const moved = await run(other.server.url, "2026-11-25");
  const stayed = await run(other.server.url, "2026-11-26");
  for (const ended of [first, moved, stayed]) {
    expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("The answer is complete.") });
  }
  const places = `Before (slot 2026-11-24): endpoint ${desk.server.url}, Region eu-central-1. Now: endpoint ${other.server.url}, Region`;
  expect(moved.stdout).toContain(`main: asked at another place than the run before. ${places}`);
  for (const ended of [first, stayed]) expect(ended.stdout).not.toContain("another place");
});

it("a list at an endpoint where nobody listens ends with 4, and is told as that", async () => {
  const { desk, run, state } = await listed();
  const gone = await newDesk(0);
  await gone.clear();
  expect(await run(desk.server.url, "2026-11-24")).toMatchObject({ exitCode: 0 });
  const wrong = await run(gone.server.url, "2026-11-25");
  expect(wrong).toMatchObject({ exitCode: 4, stdout: "" });
  expect(wrong.stderr).toMatch(
    /none was answered: SourceUnreachable: .*ECONNREFUSED.*at another place than the run before/,
  );
  expect(wrong.stderr.trimEnd().split("\n").at(-1)).toContain("run-book error-source-unreachable");
  expect(
    await inState(state, async (rows) =>
      (await rows.runAndReadAll("SELECT DISTINCT outcome FROM outcomes")).getRowsJS(),
    ),
  ).toEqual([["retrieved"]]);
});

it("an outage at the place that is known is told as that, and as no wrong place", async () => {
  const { desk, run } = await listed();
  expect(await run(desk.server.url, "2026-11-24")).toMatchObject({ exitCode: 0 });
  desk.fake.faults.next({ operation: "BatchGetAttachedFileMetadata", error: "AccessDeniedException", times: "always" });
  // Another list of the same place: nothing of it is answered in this run.
  const other = join(desk.folder, "other.csv");
  await writeFile(other, `instance_id,associated_resource_arn,file_id\n${INSTANCE},${caseArn(1)},f-new\n`);
  const ended = await run(desk.server.url, "2026-11-25", { references: other });
  expect(ended).toMatchObject({ exitCode: 4, stdout: expect.stringContaining("1 file known: 1 failed") });
  expect(ended.stderr).not.toContain("another place");
});

it("a search of another place that is killed there leaves what is known, and what is remembered of searches, to the right one", async () => {
  const { desk, config, run, state } = await listed();
  const search = { references: undefined, domainIds: ["d-1"] };
  const other = await newDesk(FILES);
  onTestFinished(() => other.clear());
  expect(await run(desk.server.url, "2026-11-24", search)).toMatchObject({ exitCode: 0 });
  const watermark = async () =>
    await inState(state, async (rows) => (await rows.runAndReadAll("SELECT * FROM discovery")).getRowObjectsJS());
  const before = await watermark();
  const text = await readFile(config, "utf8");
  await writeFile(config, text.replace(desk.server.url, other.server.url));
  other.hold(3);
  const job = start(["run", "--config", config, "--slot", "2026-11-25"]);
  await expect.poll(() => other.fake.calls.count(BATCH), { timeout: 60_000, interval: 5 }).toBeGreaterThan(3);
  const ended = once(job, "close");
  job.kill("SIGKILL");
  await ended;
  // Its search had ended, and was noted.
  expect(await watermark()).toEqual(
    expect.arrayContaining([...before, expect.objectContaining({ finished_sweep: 1 })]),
  );
  expect(await watermark()).toHaveLength(2);
  const next = await run(desk.server.url, "2026-11-25", search);
  expect(next).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
  const [now] = await watermark();
  expect(now).toMatchObject({
    source_digest: before[0]?.source_digest,
    finished_sweep_run: before[0]?.finished_sweep_run,
  });
  expect(await watermark()).toHaveLength(1);
});
