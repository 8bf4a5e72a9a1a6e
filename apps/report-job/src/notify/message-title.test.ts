import { readFile } from "node:fs/promises";
import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { BucketError } from "../publish/bucket-error.ts";
import { errorSection } from "../run-book/section-ids.ts";
import { messageTitle } from "./message-title.ts";
import { isOwnCode, titleOf, troubleOfCode, troubleOfError } from "./trouble.ts";

type Told = Parameters<typeof messageTitle>[0];
const COMPLETE: Told = {
  event: "report-published",
  status: "complete",
  exitCode: 0,
  slot: "2026-11-24",
  trouble: [],
  crossed: [],
};
const title = (change: Partial<Told>): string => messageTitle({ ...COMPLETE, ...change });
const HARD = { name: "hard", severity: "critical" } as const;
const of = (code: string, scope: string | null = null) => troubleOfCode(scope, code);

describe("the title of a message", () => {
  it.each([
    ["complete (exit 0), slot 2026-11-24", {}],
    ["partial (exit 3), slot 2026-11-24", { status: "partial", exitCode: 3 }],
    ["no data (exit 3), slot 2026-11-24", { status: "no-data", exitCode: 3 }],
    ["not all scopes are in the report (exit 3), slot 2026-11-24", { exitCode: 3 }],
    ["run failed, nothing answered (exit 4), slot 2026-11-24", { status: "partial", exitCode: 4 }],
    ["run failed, no report published (exit 4), slot 2026-11-24", { event: "run-failed", exitCode: 4 }],
    ["run broken off, no report published (exit 3), slot 2026-11-24", { event: "run-failed", exitCode: 3 }],
    ["run failed, no report published (exit 2)", { event: "run-failed", exitCode: 2, slot: null }],
  ] as const)("is '%s'", (words, change) => {
    expect(title(change)).toBe(`attached-files: ${words}`);
  });

  it.each([
    ["", []],
    [": ThrottlingException", [of("ThrottlingException")]],
    [": ThrottlingException", [of("ThrottlingException", "one"), of("ThrottlingException", "two")]],
    [": ThrottlingException and 1 more", [of("ThrottlingException"), of("SourceTimeout")]],
    [": SourceTimeout and 2 more", [of("SourceTimeout"), of("TimeBox"), of("ThrottlingException")]],
  ])("names the first trouble and counts the kinds that differ: '%s'", (words, trouble) => {
    expect(title({ trouble })).toBe(`attached-files: complete (exit 0), slot 2026-11-24${words}`);
  });

  it.each([
    ["claims: X", [of("X", "claims")]],
    ["claims and 1 more scope: X", [of("X", "claims"), of("X", "sales")]],
    ["X", [of("X", "claims"), of("X", "sales"), of("X", "main")]],
    ["X", [of("X")]],
  ])("of three scopes names those in trouble where not all are: '%s'", (words, trouble) => {
    expect(title({ trouble, scopeCount: 3 })).toBe(`attached-files: complete (exit 0), slot 2026-11-24: ${words}`);
  });

  it.each([
    ["critical: hard crossed", [HARD]],
    ["critical: hard and 1 more crossed", [HARD, { name: "soft", severity: "info" } as const]],
  ])("tells the worst threshold: '%s'", (words, crossed) => {
    expect(title({ exitCode: 5, crossed })).toBe(`attached-files: complete (exit 5), slot 2026-11-24; ${words}`);
    expect(title({ exitCode: 5, crossed, trouble: [of("TimeBox")] })).toMatch(`: TimeBox; ${words}`);
  });

  it.each([
    ["complete, report not published (exit 4)", "complete", 0],
    ["complete, report not published (exit 4)", "complete", 5],
    ["partial, report not published (exit 4)", "partial", 3],
    ["run failed, nothing answered, report not published (exit 4)", "partial", 4],
  ] as const)(
    "of a report that is not in its bucket is '%s', and names the bucket and the threshold",
    (words, status, exitCode) => {
      const trouble = [{ ...of("AccessDeniedException"), bucket: "reports", runBook: "trouble-bucket-not-reached" }];
      const failed = { event: "run-failed", status: "failed", exitCode: 4 } as const;
      const told = title({
        ...failed,
        trouble,
        crossed: [HARD],
        unpublished: { bucket: "reports", place: "s3://reports/s/", status, exitCode },
      });
      const crossed = exitCode === 4 ? "" : "; critical: hard crossed";
      expect(told).toBe(
        `attached-files: ${words}, slot 2026-11-24: reports in bucket reports: AccessDeniedException${crossed}`,
      );
    },
  );

  it.each([
    [
      "claims: state in bucket my-state: AccessDeniedException",
      { ...of("AccessDeniedException", "claims"), bucket: "my-state" },
    ],
    [
      "a and 2 more scopes: state in bucket my-state: SourceTimeout",
      { ...of("SourceTimeout"), bucket: "my-state" },
      ["a", "b", "c"],
    ],
    ["a: state in bucket my-state: SourceTimeout", { ...of("SourceTimeout"), bucket: "my-state" }, ["a"]],
    ["state: there is no bucket my-state", { ...of("NoSuchBucket"), bucket: "my-state" }],
    [
      "reports: there is no bucket my-reports",
      { ...of("NoSuchBucket"), bucket: "my-reports", runBook: "trouble-bucket-not-reached" },
      ["a", "b"],
    ],
    [
      "state in bucket my-state: The bucket of the state is not reached",
      troubleOfError(
        null,
        new BucketError("unavailable", "s3://my-state/x/", "No.", undefined, "trouble-state-bucket"),
        {},
      ),
    ],
  ])("names the bucket that is in trouble, and whose it is: '%s'", (words, trouble, scopes: readonly string[] = []) => {
    expect(title({ trouble: [trouble], scopeCount: 2, scopes })).toBe(
      `attached-files: complete (exit 0), slot 2026-11-24: ${words}`,
    );
  });

  it("blames no bucket where the run was asked to end while it published", () => {
    const cause = new SourceError("Aborted", "asked to end", { operation: "PutObject" });
    const asked = new BucketError("interrupted", "s3://reports/", "Asked to end.", cause);
    expect(title({ trouble: [troubleOfError(null, asked, {})], scopes: ["a"] })).toMatch(/slot 2026-11-24: Aborted$/);
  });

  it("has the words that its page says it has", async () => {
    const page = await readFile(new URL("../../../../docs/report-job.md", import.meta.url), "utf8");
    const [, sentence = ""] = /^(Its title says what happened[\s\S]*?) It stands after/m.exec(page) ?? [];
    const shown = [...sentence.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words.replaceAll("\n", " "));
    const nobody = { ...of("unavailable"), title: titleOf(errorSection("SourceUnreachable")) };
    const failed = { status: "partial", exitCode: 4, trouble: [of("AccessDeniedException")] } as const;
    const ofShown = (trouble: Told["trouble"][number]) => title({ trouble: [trouble] }).split("slot 2026-11-24: ")[1];
    const own = shown.slice(1, -2);
    expect([shown[0], shown.at(-2), shown.at(-1)]).toEqual([title(failed), ofShown(nobody), ofShown(of("ENOSPC"))]);
    expect(own).toEqual(["unavailable", "usage", "interrupted"]);
    for (const code of own) expect(isOwnCode(code)).toBe(true);
  });

  it("tells no threshold where nothing was answered, as it says nothing about this slot", () => {
    expect(title({ status: "partial", exitCode: 4, crossed: [HARD] })).not.toContain("hard");
  });

  it.each([
    ["ENOSPC", "disk full (ENOSPC)"],
    ["EDQUOT", "disk quota used up (EDQUOT)"],
    ["EROFS", "disk may only be read (EROFS)"],
    ["EIO", "disk failed to read or write (EIO)"],
    ["EACCES", "no permission for a file or folder (EACCES)"],
    ["EPERM", "no permission for a file or folder (EPERM)"],
    ["ENOENT", "a file or folder is not there (ENOENT)"],
    ["ENOTDIR", "what stands in a folder's place is none (ENOTDIR)"],
    ["EMFILE", "too many open files (EMFILE)"],
    ["ENFILE", "too many open files (ENFILE)"],
  ])("says in words what the system calls %s", (code, words) => {
    expect(title({ trouble: [of(code)] })).toMatch(`slot 2026-11-24: ${words}`);
  });

  it("has what the run book calls it beside any other code of the system, and no code of this program alone", () => {
    const name = "Exit code 4: not available";
    expect(title({ trouble: [{ ...of("EXDEV"), title: name }] })).toMatch(/slot \S+: not available \(EXDEV\)$/);
    expect(title({ trouble: [of("EXDEV")] })).toMatch(/: EXDEV$/);
    expect(title({ trouble: [{ ...of("unavailable"), title: name }] })).toMatch(/slot \S+: not available$/);
    expect(title({ trouble: [{ ...of("TimeBox"), title: name }] })).toMatch(/: TimeBox$/);
  });
});
