import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ISOLATED } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, type Desk, newDesk } from "./desk.ts";

/** Runs slots of one scope from the configuration of a desk, at whatever endpoint. */
async function runsOf(desk: Desk) {
  const gone = await newDesk(0);
  await gone.clear();
  const config = join(desk.folder, "attached-files.json");
  const out = join(desk.folder, "out");
  const run = async (endpoint: string, slot: string) => {
    const scope = { name: "main", region: "eu-central-1", endpoint, quota: { requestsPerSecond: "unlimited" } };
    const folders = { state: { folder: join(desk.folder, "state") }, report: { folder: out } };
    await writeFile(config, JSON.stringify({ scopes: [{ ...scope, domainIds: ["d-1"] }], ...folders }));
    return await runHere(["run", "--config", config, "--slot", slot], { env: ISOLATED });
  };
  return { run, config, out, nobody: gone.server.url };
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

it("a wrong endpoint where nobody listens ends with 4, takes nothing away, and leaves the slot to the right one", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
  const { run, config, out, nobody } = await runsOf(desk);
  expect(await run(desk.server.url, "2026-11-24")).toMatchObject({ exitCode: 0 });
  const wrong = await run(nobody, "2026-11-25");
  expect(wrong).toMatchObject({ exitCode: 4, stdout: "" });
  expect(wrong.stderr).toMatch(/did not finish: SourceUnreachable: .*ECONNREFUSED/);
  expect(wrong.stderr).toContain("The scope searches another place than the run before");
  expect(wrong.stderr).toContain("What was known before stands: 40 files");
  expect(lastLine(wrong.stderr)).toContain("attached-files run-book error-source-unreachable");
  await expect(readdir(join(out, "2026-11-25"))).rejects.toThrow("ENOENT");
  const plan = await runHere(["plan", "--config", config], { env: ISOLATED });
  expect(plan.stdout).toMatch(
    new RegExp(
      `main: nothing is known of the configured place\n  There is a state of 40 files, of ANOTHER place\\. Before \\(slot 2026-11-24\\): endpoint ${desk.server.url}, .*Now: endpoint ${nobody}`,
    ),
  );
  const check = await runHere(["check", "--config", config], { env: ISOLATED });
  expect(check.stdout).toMatch(/^unknown {2}state-folder {2}main: a state of 40 files, of ANOTHER place\. Before/m);
  const mended = await run(desk.server.url, "2026-11-25");
  expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
  expect(mended.stderr).not.toContain("was finished before");
  const changes = await runHere(["changes", "--config", config], { env: ISOLATED });
  expect(changes).toMatchObject({ exitCode: 0 });
  expect(changes.stdout).not.toMatch(/appeared/);
});

it("a wrong endpoint of the first run of all leaves the slot to the right one, too", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
  const { run, nobody } = await runsOf(desk);
  const wrong = await run(nobody, "2026-11-24");
  expect(wrong.exitCode).toBe(4);
  expect(lastLine(wrong.stderr)).toContain("run-book error-source-unreachable");
  const mended = await run(desk.server.url, "2026-11-24");
  expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 retrieved") });
  expect(mended.stderr).toContain("had ended without a file, from another input");
});

it("a slot that holds answers of another input, or of the past, says what to do, and names no trouble that is over", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
  const { run, nobody } = await runsOf(desk);
  desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
  expect((await run(desk.server.url, "2026-11-24")).exitCode).toBe(4);
  const other = await run(nobody, "2026-11-24");
  expect(other).toMatchObject({
    exitCode: 4,
    stderr: expect.stringMatching(
      /from another input \(1 Cases domain\); no call made\. .*run a new one, without --slot/,
    ),
  });
  expect(lastLine(other.stderr)).toContain("run-book trouble-other-input");
  desk.fake.faults.clear();
  expect((await run(desk.server.url, "2026-11-25")).exitCode).toBe(0);
  const past = await run(desk.server.url, "2026-11-24");
  expect(past.stderr).toMatch(
    /a later slot's answers have taken the place of its own; no call made\. Nothing can be asked/,
  );
  expect(lastLine(past.stderr)).toContain("run-book reason-other-slot");
});
