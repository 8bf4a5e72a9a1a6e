import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlannedScope } from "../../planning/plan-schema.ts";
import { BYTES_PER_FILE, diskFinding } from "./disk-finding.ts";
import { listFindings } from "./list-findings.ts";
import { proxyFinding, proxyNote } from "./proxy-finding.ts";
import { reportFolderFinding } from "./report-folder-finding.ts";
import { scheduleFindings } from "./schedule-finding.ts";
import { standingStateFindings, stateFolderFinding } from "./state-findings.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-check-"));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

const NOW = new Date("2026-11-26T05:00:00Z");
const planned = (change: Partial<PlannedScope>) =>
  ({ scope: "main", unreadable: null, isKnown: true, files: 3, due: 2, calls: 1, ...change }) as PlannedScope;

describe("the state folder", () => {
  it("passes where a state can be made and locked, and nothing stays behind", async () => {
    const path = join(folder, "not", "made", "yet");
    expect(await stateFolderFinding(path)).toMatchObject({ result: "passed" });
    expect(await readdir(path)).toEqual([]);
  });

  it("fails where a file stands in its place, without a path of the try in it", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    const finding = await stateFolderFinding(path);
    expect(finding).toMatchObject({ result: "failed", weight: "usage" });
    expect(finding.text).not.toContain(".check-");
  });

  it("tells of each scope's state what is known and due, and which one cannot be read now", () => {
    const states = standingStateFindings([
      planned({}),
      planned({ scope: "new", isKnown: false }),
      planned({ scope: "held", unreadable: "It is in use." }),
    ]);
    expect(states.map(({ result, about, text }) => [result, about, text])).toEqual([
      ["passed", "main", "3 files are known, 2 are due: 1 calls"],
      ["passed", "new", expect.stringContaining("no state yet")],
      ["unknown", "held", "It is in use."],
    ]);
  });
});

describe("the disk", () => {
  it("has room where what is known fits twice, and not where it does not", async () => {
    const folders = { state: join(folder, "state"), report: join(folder, "report") };
    expect(await diskFinding(folders, [planned({})])).toMatchObject({ result: "passed" });
    const files = Number.MAX_SAFE_INTEGER / BYTES_PER_FILE / 4;
    const finding = await diskFinding(folders, [planned({ files })]);
    expect(finding).toMatchObject({ result: "failed", weight: "unavailable" });
    expect(finding.next).toMatch(/^Free [\d.]+ GiB/);
  });
});

describe("the rest of this machine", () => {
  it("has a report folder that can be made, or does not", async () => {
    expect(await reportFolderFinding(join(folder, "report"), NOW)).toMatchObject({ result: "passed" });
    await writeFile(join(folder, "file"), "");
    expect(await reportFolderFinding(join(folder, "file"), NOW)).toMatchObject({ result: "failed", weight: "usage" });
  });

  it("has the lists that scopes take, or does not", async () => {
    await mkdir(join(folder, "lists"));
    await writeFile(join(folder, "lists", "a.csv"), "x");
    const scopes = [
      { name: "a", references: join(folder, "lists", "a.csv") },
      { name: "b", references: "/nowhere.csv" },
    ];
    const findings = await listFindings([...scopes, { name: "c" }, { name: "d", references: "-" }] as never);
    expect(findings.map(({ about, result }) => [about, result])).toEqual([
      ["a", "passed"],
      ["b", "failed"],
      ["d", "unknown"],
    ]);
  });

  it("comes to its next slot, or never again", () => {
    const schedule = { cron: "0 6 * * *", timeZone: "Europe/Berlin", jitterSeconds: 0 };
    const [next] = scheduleFindings({ schedule } as never, NOW);
    expect(next?.text).toContain("2026-11-27T05:00:00Z");
    const past = { ...schedule, cron: "0 0 6 1 1 * 2020" };
    expect(scheduleFindings({}, NOW)).toEqual([]);
    expect(scheduleFindings({ schedule: { ...past, cron: "0 6 30 2 *" } } as never, NOW)).toMatchObject([
      { result: "failed" },
    ]);
  });

  it("heeds a proxy that is named, or tells that it does not", () => {
    const HTTPS_PROXY = "http://someone:secret@proxy:3128";
    expect(proxyFinding({}, [])).toMatchObject({ result: "passed" });
    expect(proxyFinding({ HTTPS_PROXY, NODE_USE_ENV_PROXY: "1" }, [])).toMatchObject({ result: "passed" });
    expect(proxyFinding({ HTTPS_PROXY }, ["--use-env-proxy"])).toMatchObject({ result: "passed" });
    const unheeded = proxyFinding({ HTTPS_PROXY }, []);
    expect(unheeded).toMatchObject({ result: "unknown" });
    expect(JSON.stringify(unheeded)).not.toContain("secret");
    expect([proxyNote({ HTTPS_PROXY }, []) !== "", proxyNote({}, [])]).toEqual([true, ""]);
  });
});
