import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ISOLATED } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { newDesk } from "./desk.ts";

it("a wrong endpoint where nobody listens ends with 4, takes nothing away, and leaves the slot to the right one", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
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
  expect(await run(desk.server.url, "2026-11-24")).toMatchObject({ exitCode: 0 });
  const wrong = await run(gone.server.url, "2026-11-25");
  expect(wrong).toMatchObject({ exitCode: 4, stdout: "" });
  expect(wrong.stderr).toMatch(/did not finish: SourceUnreachable: .*ECONNREFUSED/);
  expect(wrong.stderr).toContain("The scope searches another place than the run before");
  expect(wrong.stderr).toContain("What was known before stands: 40 files");
  expect(wrong.stderr.trimEnd().split("\n").at(-1)).toContain("attached-files run-book error-source-unreachable");
  await expect(readdir(join(out, "2026-11-25"))).rejects.toThrow("ENOENT");
  const mended = await run(desk.server.url, "2026-11-25");
  expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
  expect(mended.stderr).not.toContain("was finished before");
  const changes = await runHere(["changes", "--config", config], { env: ISOLATED });
  expect(changes).toMatchObject({ exitCode: 0 });
  expect(changes.stdout).not.toMatch(/appeared/);
});
