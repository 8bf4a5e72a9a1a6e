import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlannedScope } from "../../planning/plan-schema.ts";
import { BYTES_PER_FILE, diskFinding } from "./disk-finding.ts";
import { lookAtList } from "./look-at-list.ts";
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
    expect(await readdir(folder)).toEqual([]);
  });

  it("fails where a file stands in its place, without a path of the try in it", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    const finding = await stateFolderFinding(path);
    expect(finding).toMatchObject({ result: "failed", weight: "usage" });
    expect(finding.text).not.toContain(".check-");
  });

  it.skipIf(process.platform !== "linux")("fails in the end below /proc, where nobody can make one", async () => {
    const text = expect.stringMatching(/ENOENT.*\/proc\/attached-files-x/);
    expect(await stateFolderFinding("/proc/attached-files-x")).toMatchObject({
      result: "failed",
      weight: "usage",
      text,
    });
  });

  it("tells of each scope's state what is known and due, and which one cannot be read now", () => {
    const states = standingStateFindings(
      [
        planned({}),
        planned({ scope: "new", isKnown: false }),
        planned({ scope: "held", unreadable: "It is in use.", unreadableCode: "state-in-use" }),
        planned({ scope: "broken", unreadable: "It is damaged.", unreadableCode: "state-unreadable" }),
      ],
      true,
    );
    expect(states.map(({ result, about, text }) => [result, about, text])).toEqual([
      ["passed", "main", "3 files are known, 2 are due: 1 call"],
      ["passed", "new", expect.stringContaining("no state yet")],
      ["unknown", "held", "It is in use."],
      ["failed", "broken", "It is damaged."],
    ]);
  });

  it("tells of a state of another place, and of one that somebody works on, what there is", () => {
    const text = "Before (slot s): AWS, Region eu-central-1. Now: AWS, Region us-east-1.";
    const elsewhere = { files: 40, slot: "s", place: "AWS, Region eu-central-1", text };
    const holder = "process 4711 on ops-1 since 2026-11-26T04:00:00Z";
    const [other, held, broken] = standingStateFindings(
      [
        planned({ scope: "other", isKnown: false, elsewhere }),
        planned({ scope: "held" }),
        planned({ scope: "broken", unreadable: "It is damaged.", unreadableCode: "state-unreadable" }),
      ],
      true,
      new Map([
        ["held", holder],
        ["broken", holder],
      ]),
    );
    expect(other).toMatchObject({ result: "unknown", text: `a state of 40 files, of ANOTHER place. ${text}` });
    expect(held).toMatchObject({
      result: "unknown",
      text: `in use by ${holder}; at its last checkpoint: 3 files are known, 2 are due: 1 call`,
      isInUse: true,
    });
    expect(broken).toMatchObject({ result: "failed", text: "It is damaged." });
  });

  it("knows nothing of a scope that no state was found of, where none can be made", () => {
    const [finding] = standingStateFindings([planned({ isKnown: false })], false);
    expect(finding).toMatchObject({ result: "unknown", text: "no state was found" });
  });
});

describe("the disk", () => {
  it("has room where what is known fits twice, and not where it does not", async () => {
    const folders = [join(folder, "state"), join(folder, "report")];
    expect(await diskFinding(folders, [planned({})])).toMatchObject({ result: "passed" });
    const files = Number.MAX_SAFE_INTEGER / BYTES_PER_FILE / 4;
    const finding = await diskFinding(folders, [planned({ files })]);
    expect(finding).toMatchObject({ result: "failed", weight: "unavailable" });
    expect(finding.next).toMatch(/^Free [\d.]+ GiB/);
  });

  const NEW = { scope: "new", isKnown: false, files: 0 };
  it.each([
    ["failed", BYTES_PER_FILE - 1, [], "4,999 bytes are free, too few for a single file"],
    ["unknown", 4e6, [], "4 MiB are free, room for some 800 files; how many there are is not known yet"],
    ["unknown", 4e6, [planned(NEW)], /; how many there are is not known yet$/],
    ["unknown", 4e6, [planned({}), planned(NEW)], /; 3 are known, and how many there are of new is not known yet$/],
    [
      "unknown",
      4e6,
      [planned({ scope: "held", unreadable: "In use.", files: 0 }), planned({})],
      /; 3 are .* of held is not known yet$/,
    ],
    ["passed", 4e6, [planned({ files: 0 })], /; 0 are known$/],
    ["passed", 4e6, [planned({ files: 1 })], /; 1 is known$/],
    ["passed", 4e10, [planned(NEW)], /room for some 8,000,000 files; how many there are is not known yet$/],
    ["failed", 4e6, [planned({ files: 401 })], /; 401 are known, whose next run may need 4 MiB$/],
  ])("is %s with %i bytes free, and says what it knows of the number of files", async (result, free, scopes, text) => {
    const finding = await diskFinding(["/a", "/b"], scopes, async (place) => (place === "/a" ? free : undefined));
    expect(finding).toMatchObject({ result });
    expect(finding.text).toMatch(text);
  });
});

describe("a list of references", () => {
  const HEADER = "instance_id,associated_resource_arn,file_id";
  const LINE = "i-1,arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1,f-1";

  async function look(text: string) {
    const references = join(folder, "list.csv");
    await writeFile(references, text);
    return lookAtList({ name: "main", references });
  }

  it("passes with the number of its references, the first of which can be asked about", async () => {
    const list = await look(`${HEADER}\n${LINE}\n${LINE}2\n`);
    expect(list?.finding).toMatchObject({ result: "passed", text: expect.stringContaining("2 references") });
    expect(list?.first).toMatchObject({ instanceId: "i-1", fileId: "f-1" });
  });

  it.each([
    [
      "malformed lines, the first of which are told",
      `${HEADER}\n${"x\n".repeat(5)}${LINE}\n`,
      /5 of 6 lines.*\nline 2: .*\nline 3: .*\nline 4: .*\nand 2 more/,
    ],
    ["no reference", `${HEADER}\n`, /holds no reference/],
    ["a header that is none", "a,b\n", /line 1/],
  ])("fails with %s", async (_, text, told) => {
    const list = await look(text);
    expect(list?.finding).toMatchObject({ result: "failed", weight: "usage" });
    expect(list?.finding.text).toMatch(told);
  });

  it("fails where it is not there, and is left to the run where it can be read but once", async () => {
    const results = ["/nowhere.csv", folder, "-"].map((references) => lookAtList({ name: "main", references }));
    expect((await Promise.all(results)).map((list) => list?.finding.result)).toEqual(["failed", "unknown", "unknown"]);
    expect(await lookAtList({ name: "main" })).toBeUndefined();
  });
});

describe("the rest of this machine", () => {
  it("has a report folder that can be made, or does not", async () => {
    expect(await reportFolderFinding(join(folder, "report"), NOW)).toMatchObject({ result: "passed" });
    await writeFile(join(folder, "file"), "");
    expect(await reportFolderFinding(join(folder, "file"), NOW)).toMatchObject({ result: "failed", weight: "usage" });
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
