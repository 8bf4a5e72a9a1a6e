import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SourceError } from "@attached-files/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fallbackRow } from "./fallbacks.ts";
import { openJournal } from "./journal.ts";
import { journalLine, LONGEST_LINE_BYTES } from "./journal-line.ts";
import { callRows, pageRows } from "./journal-rows.ts";
import { sealJournal } from "./seal-journal.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-journal-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const resource = { instanceId: "i", associatedResourceArn: "arn:aws:cases:eu-central-1:111122223333:domain/d/case/c" };
const never = { units: 1_000_000, seconds: 1_000 };

function callOf(fileIds: readonly string[], message = "m"): string {
  const outcomes = fileIds.map((fileId) => ({ kind: "failed", fileId, code: "SourceTimeout", message }) as const);
  const numbers = new Map(fileIds.map((fileId, index) => [fileId, index + 1]));
  return callRows({ ...resource, fileIds, numbers }, outcomes, [], new Date(0), {
    requests: 1,
    retries: 0,
    throttles: 0,
  });
}

describe("a journal", () => {
  it("has on disk what was committed, and after the end all of it", async () => {
    const path = join(folder, "committed");
    const journal = await openJournal(path, never);
    await journal.append(callOf(["a"]));
    expect(await readFile(path, "utf8")).toBe("");
    await journal.commit();
    expect(await readFile(path, "utf8")).toBe(callOf(["a"]));
    await journal.append(callOf(["b"]));
    await journal.close();
    expect(await readFile(path, "utf8")).toBe(callOf(["a"]) + callOf(["b"]));
  });

  it("acknowledges a commit only when the disk has confirmed the write", async () => {
    const events: string[] = [];
    let confirm = (): void => {};
    const journal = await openJournal("anywhere", never, async () => ({
      appendFile: async (text) => void events.push(`write ${text}`),
      datasync: () => {
        events.push("sync");
        return new Promise<void>((resolve) => {
          confirm = resolve;
        });
      },
      close: async () => void events.push("close"),
    }));
    await journal.append("unit\n");
    const committed = journal.commit().then(() => events.push("acknowledge"));
    await expect.poll(() => events).toEqual(["write unit\n", "sync"]);
    events.push("confirm");
    confirm();
    await committed;
    await journal.close();
    expect(events).toEqual(["write unit\n", "sync", "confirm", "acknowledge", "close"]);
  });

  it("commits by itself after so many units", async () => {
    const path = join(folder, "units");
    const journal = await openJournal(path, { units: 2, seconds: 1_000 });
    await journal.append(callOf(["a"]));
    await journal.append(callOf(["b"]));
    expect(await readFile(path, "utf8")).toBe(callOf(["a"]) + callOf(["b"]));
    await journal.close();
  });

  it("commits by itself after so many seconds", async () => {
    const path = join(folder, "seconds");
    const journal = await openJournal(path, { units: 1_000, seconds: 0.01 });
    await journal.append(callOf(["a"]));
    await expect.poll(() => readFile(path, "utf8")).toBe(callOf(["a"]));
    await journal.close();
  });

  it.skipIf(process.platform !== "linux")("refuses everything after a full disk, with the next step", async () => {
    const journal = await openJournal("/dev/full", { units: 1, seconds: 1_000 });
    await expect(journal.append(callOf(["a"]))).rejects.toThrow(/cannot be written: ENOSPC.*free the disk/s);
    await expect(journal.append(callOf(["b"]))).rejects.toThrow(/ENOSPC/);
    await expect(journal.close()).rejects.toThrow(/ENOSPC/);
  });

  it("keeps, of any torn file, exactly the whole units before the tear", async () => {
    const names = fc.string({ unit: "grapheme", maxLength: 40 });
    const unit = fc.oneof(
      fc.array(names, { maxLength: 4 }).map((ids) => callOf(ids, '"row":"call"\n{"row":"page"')),
      fc.nat(9).map((number) =>
        pageRows({ references: [{ ...resource, fileId: "f" }], irregularities: [] }, number, {
          requests: 1,
          retries: 0,
          throttles: 0,
        }),
      ),
      names.map((domainId) =>
        fallbackRow({
          domainId,
          operation: "SearchAllRelatedItems",
          error: new SourceError("InternalServiceException", ""),
        }),
      ),
    );
    const path = join(folder, "torn");
    await fc.assert(
      fc.asyncProperty(
        fc.array(unit, { maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (units, part) => {
          const whole = Buffer.from(units.join(""));
          const at = Math.floor(whole.length * part);
          await writeFile(path, whole.subarray(0, at));
          const cut = await sealJournal(path);
          let kept = "";
          for (const text of units) {
            if (Buffer.byteLength(kept + text) > at) break;
            kept += text;
          }
          expect(await readFile(path, "utf8")).toBe(kept);
          expect(cut).toBe(at - Buffer.byteLength(kept));
        },
      ),
      { seed: 20261124, numRuns: 200 },
    );
  });
});

describe("a line of a journal", () => {
  it("keeps every digit of a 64-bit size", () => {
    expect(journalLine({ row: "outcome", size: 9223372036854775807n })).toBe(
      '{"row":"outcome","size":9223372036854775807}\n',
    );
  });

  it("replaces a lone surrogate, and no text that only looks like one", () => {
    expect(JSON.parse(journalLine({ a: "\ud800", b: "\\ud800", c: "😀" }))).toEqual({
      a: "\ufffd",
      b: "\\ud800",
      c: "😀",
    });
  });

  it("cuts what no reader could take, and says so", () => {
    const line = journalLine({ row: "outcome", name: "\u0001".repeat(3_000_000), other: "kept" });
    expect(Buffer.byteLength(line)).toBeLessThan(LONGEST_LINE_BYTES);
    expect(JSON.parse(line)).toMatchObject({
      other: "kept",
      name: expect.stringMatching(/\(cut: 3000000 characters\)$/),
    });
  });

  it("stays below the longest line with the most expensive characters", () => {
    const line = journalLine({ name: "漢".repeat(LONGEST_LINE_BYTES / 8 - 20) });
    expect(Buffer.byteLength(line)).toBeLessThan(LONGEST_LINE_BYTES);
  });
});
