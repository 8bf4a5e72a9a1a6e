import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reportCommand } from "../cli/report-command.ts";
import { Log, type LogEntry } from "../observe/log.ts";
import type { Io } from "../process/io.ts";
import { aFile, buildState } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { scopeFolder, stateFilePath } from "../state/open-state.ts";
import { useWebhook } from "../testing/webhook.ts";

const here = useReportFolder();
const ops = useWebhook();

async function report(url: string, rule: string) {
  const state = join(here.path, "state");
  await mkdir(scopeFolder(state, "main"), { recursive: true });
  await buildState(stateFilePath(state, "main"), { outcomes: [aFile("f1", { file_status: "REJECTED" })] }).catch(
    () => {},
  );
  const config = join(here.path, "config.yaml");
  await writeFile(
    config,
    `scopes: [{ name: main }]
state: { folder: state }
report: { folder: reports, workbook: { rowLimit: 7 } }
policy: [{ name: hard, rule: '${rule}', severity: critical, sentence: Look at them. }]
notify: [{ name: ops, to: webhook, on: [policy], urlVariable: OPS_URL }]
`,
  );
  const entries: LogEntry[] = [];
  let out = "";
  const log = new Log((entry) => entries.push(entry));
  const io = {
    runId: "0b9c7a52-5a55-4f53-9b0e-5f6a1f0c2f11",
    environment: { OPS_URL: url },
    out: (text: string) => {
      out += text;
    },
    log,
    say: () => {},
    logAs: async () => {},
    watch: async () => {},
    clock: { now: () => new Date("2026-11-24T07:00:00Z"), sleep: async () => {} },
    signal: new AbortController().signal,
    progress: { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} },
  } as unknown as Io;
  const exitCode = await reportCommand({ config, overrides: {} }, io);
  return { exitCode, out, lines: entries.map(({ lines }) => lines.join(" ")) };
}

it("a crossed threshold is in the report, the summary, the message and the exit code; telling in vain changes none of it", async () => {
  const url = `${ops.url}/hook`;
  const told = await report(url, "rejected > 0");
  expect(told.exitCode).toBe(5);
  const written = await readFile(join(here.path, "reports", "2026-11-24T06~00~00Z", "report.json"), "utf8");
  expect(JSON.parse(written)).toMatchObject({ workbook: { rowLimit: 7 } });
  expect(told.out).toContain("Threshold hard, critical: Look at them. (rejected > 0; it is 1)");
  expect(ops.messages()[0]).toMatchObject({ status: "complete", exitCode: 5, crossed: [{ name: "hard" }] });
  const notes = JSON.parse(await readFile(join(here.path, "state", "notified.json"), "utf8"));
  expect(notes).toMatchObject([{ startedAt: JSON.parse(written).scopes[0].run.startedAt }]);
  await report(url, "rejected > 0");
  expect(ops.heard).toHaveLength(1);
  expect((await report(url, "rejected > 1")).exitCode).toBe(0);
  // Whoever was told of it is told once that it is over.
  expect(ops.messages().slice(1)).toMatchObject([
    {
      exitCode: 0,
      crossed: [],
      recovery: { slot: "2026-11-24T06:00:00Z", exitCode: 5, kept: [{ rule: "rejected > 1" }] },
    },
  ]);
  await ops.close();
  const vain = await report(`${url}/5ecret-path`, "rejected >= 1");
  for (const file of await readdir(here.path, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    expect((await readFile(join(file.parentPath, file.name))).includes("5ecret"), file.name).toBe(false);
  }
  expect(vain.out + vain.lines.join()).not.toContain("5ecret");
  expect(vain.exitCode).toBe(5);
  expect(vain.lines).toEqual([expect.stringMatching(/^ops could not be told: no connection: ECONNREFUSED/)]);
  expect(await readdir(join(here.path, "reports"))).toContain("2026-11-24T06~00~00Z");
}, 90_000);

it("whom nobody could tell is found out before anything else", async () => {
  await expect(report("nonsense", "rejected > 0")).rejects.toMatchObject({
    code: "usage",
    message: expect.stringMatching(/OPS_URL: expected the URL of target ops.*\nNo call was made\.$/),
  });
});
