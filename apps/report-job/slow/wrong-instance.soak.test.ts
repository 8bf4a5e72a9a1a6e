import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ISOLATED } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { newDesk } from "./desk.ts";

it("a wrong instance id is an error that names both, writes no report, and takes nothing away of what is known", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
  const config = join(desk.folder, "attached-files.json");
  const run = async (instanceId: string, slot: string) => {
    const scope = { name: "main", region: "eu-central-1", endpoint: desk.server.url, instanceId, domainIds: ["d-1"] };
    const folders = { state: { folder: join(desk.folder, "state") }, report: { folder: join(desk.folder, "out") } };
    const quota = { requestsPerSecond: "unlimited" };
    await writeFile(config, JSON.stringify({ scopes: [{ ...scope, quota }], ...folders }));
    return await runHere(["run", "--config", config, "--slot", slot], {
      env: ISOLATED,
    });
  };
  expect(await run("i-1", "2026-11-24")).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("40 files known"),
  });
  const wrong = await run("customer-care", "2026-11-25");
  expect(wrong).toMatchObject({ exitCode: 4, stdout: "" });
  expect(wrong.stderr).toMatch(/belong to instance i-1, and instanceId is customer-care/);
  expect(wrong.stderr).toContain("What was known before stands: 40 files");
  expect(wrong.stderr).toContain("attached-files run-book error-other-instance");
  const mended = await run("i-1", "2026-11-25");
  expect(mended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("40 files known: 40 carried") });
});

it("a wrong instance id is the same error where a time box ends the search, and no report is published of nothing", async () => {
  const desk = await newDesk(40);
  onTestFinished(() => desk.clear());
  const config = join(desk.folder, "attached-files.json");
  const at = { name: "main", region: "eu-central-1", endpoint: desk.server.url, instanceId: "customer-care" };
  const scopes = [{ ...at, domainIds: ["d-1"], quota: { requestsPerSecond: "unlimited" } }];
  const report = join(desk.folder, "out");
  await writeFile(
    config,
    JSON.stringify({ scopes, state: { folder: join(desk.folder, "state") }, report: { folder: report } }),
  );
  // A page within the two seconds that a search has of six, and no second one.
  desk.fake.faults.next({ operation: "SearchAllRelatedItems", latencyMs: 1200, times: "always" });
  const command = ["run", "--config", config, "--slot", "2026-11-24"];
  const ended = await runHere([...command, "--time-box", "6s"], { env: ISOLATED });
  expect(ended).toMatchObject({ exitCode: 4, stdout: "" });
  expect(ended.stderr).toMatch(
    /25 file items before its time ended.*belong to instance i-1, and instanceId is customer-care/,
  );
  await expect(readdir(join(report, "2026-11-24"))).rejects.toThrow("ENOENT");
  desk.fake.faults.clear();
  const whole = await runHere(command, { env: ISOLATED });
  expect(whole).toMatchObject({
    exitCode: 4,
    stderr: expect.stringContaining("15 file items, the runs before it found"),
  });
});
