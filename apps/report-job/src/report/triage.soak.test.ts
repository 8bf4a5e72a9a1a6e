import { readFile } from "node:fs/promises";
import { type TriagedFile, triageFiles } from "@attached-files/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFile, type OutcomeRow, userArn } from "./testing/build-state.ts";
import { readCsv } from "./testing/read-back.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();
const NIGHT_MS = Date.UTC(2026, 10, 23, 23, 30);

interface Row {
  readonly minute: number;
  readonly isRejected: boolean;
  readonly uploader: number | null;
  readonly name: string | null;
  readonly hasTime: boolean;
}

function outcomeOf({ minute, isRejected, uploader, name, hasTime }: Row, index: number): OutcomeRow {
  const at = new Date(NIGHT_MS + minute * 60_000).toISOString();
  return aFile(`f${String(index).padStart(4, "0")}`, {
    creation_time: hasTime ? at : "yesterday",
    file_status: isRejected ? "REJECTED" : "APPROVED",
    created_by: uploader === null ? null : userArn(`u${uploader}`),
    file_name: name,
  });
}

const outage: readonly Row[] = Array.from({ length: 60 }, (_, index) => ({
  minute: index,
  isRejected: index % 10 !== 0,
  uploader: index % 6,
  name: `invoice.${["pdf", "PNG", "docx", "txt"][index % 4]}`,
  hasTime: true,
}));
const quiet: readonly Row[] = Array.from({ length: 200 }, (_, index) => ({
  minute: -10_000 + index * 40,
  isRejected: index % 50 === 0,
  uploader: index % 6,
  name: `letter.${["pdf", "png"][index % 2]}`,
  hasTime: true,
}));

describe("an outage of the scanner", () => {
  it("is in report.json with its evidence and whom to ask again, and its files are in problems.csv as it says", async () => {
    await here.state("main", { sql: bulk([...quiet, ...outage]) });

    const written = await here.write();

    const { triage } = await readReport(written);
    const [finding] = triage?.findings ?? [];
    expect(finding).toMatchObject({
      scope: "main",
      kind: "scanner-outage",
      from: "2026-11-23T23:30:00.000Z",
      to: "2026-11-24T00:30:00.000Z",
      created: 60,
      rejected: 54,
      uploaders: 6,
      fileTypes: 4,
      usual: { created: 200, rejected: 4 },
    });
    expect(finding?.affected?.people.reduce((sum, { files }) => sum + files, 0)).toBe(54);
    expect(finding?.affected?.others).toEqual({ people: 0, files: 0 });
    const rows = (await readCsv(written.paths.problemsCsv)).filter(
      ({ problem, creation_time_utc: at }) =>
        problem === "rejected" && at != null && at >= (finding?.from ?? "") && at < (finding?.to ?? ""),
    );
    expect(rows).toHaveLength(54);
  });

  it("is on the page, with the rule, before the list of rejected files", async () => {
    await here.state("main", { sql: bulk([...quiet, ...outage]) });

    const page = await readFile((await here.write()).paths.page, "utf8");

    expect(page).toContain("Likely an outage of the scanner");
    expect(page).toMatch(/54 of 60 files are rejected, 90\.0 %, of 6 uploaders and 4 types of file\. At all other/);
    expect(page).toContain("Whom to ask for their files again");
    expect(page).toMatch(/<details[^>]*><summary>How this is judged<\/summary>/);
    expect(page.indexOf('id="triage"')).toBeLessThan(page.indexOf('id="person"'));
  });

  it("names fifty people, and counts the rest", async () => {
    const crowd = outage.flatMap((row) => [row, row]).map((row, index) => ({ ...row, uploader: index }));
    await here.state("main", { sql: bulk([...quiet, ...crowd]) });

    const [finding] = (await readReport(await here.write())).triage?.findings ?? [];

    expect(finding?.affected?.people).toHaveLength(50);
    expect(finding?.affected?.others).toEqual({ people: 58, files: 58 });
  });

  it("of one scope is not hidden by the many quiet files of another", async () => {
    await here.state("main", { sql: bulk(quiet) });
    await here.state("other", { sql: bulk([...quiet, ...outage]) });

    const { triage } = await readReport(await here.write({ scopeNames: ["main", "other"] }));

    expect(triage?.findings.map(({ scope, kind }) => [scope, kind])).toEqual([["other", "scanner-outage"]]);
  });
});

it("says nothing of quiet days, neither in report.json nor on the page", async () => {
  await here.state("main", { sql: bulk(quiet) });

  const written = await here.write();

  expect((await readReport(written)).triage).toMatchObject({ findings: [], olderSpikes: 0, rejectedWithoutTime: 0 });
  expect(await readFile(written.paths.page, "utf8")).not.toContain('id="triage"');
});

it("says of the files of any scope what the rule says of them one by one", async () => {
  const row: fc.Arbitrary<Row> = fc.record({
    minute: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: -5000, max: 0 })),
    isRejected: fc.boolean(),
    uploader: fc.option(fc.nat(4)),
    name: fc.option(fc.constantFrom("a.pdf", "b.PDF", "c.exe", "d", "e.x\n", "ü.png")),
    hasTime: fc.boolean(),
  });
  const scopes = fc
    .sample(fc.tuple(fc.array(row, { maxLength: 30 }), fc.boolean()), { seed: 20261124, numRuns: 4 })
    .map(([rows, withOutage], index) => ({
      name: `scope-${index}`,
      rows: [...rows, ...quiet, ...(withOutage ? outage : [])],
    }));
  for (const { name, rows } of scopes) await here.state(name, { sql: bulk(rows) });

  const { triage } = await readReport(await here.write({ scopeNames: scopes.map(({ name }) => name) }));

  const found = triage?.findings.map(({ scope, kind, created, rejected, value, own, usual }) => [
    ...[scope, kind, created, rejected],
    ...[value, own, usual],
  ]);
  const expected = scopes.flatMap(({ name, rows }) =>
    triageFiles(rows.map(toTriaged)).map((it) => [
      ...[name, it.kind, it.created, it.rejected],
      ...(it.kind === "scanner-outage" ? [null, null] : [it.value, it.own]),
      it.usual ?? null,
    ]),
  );
  expect(found).toEqual(expected);
  expect(expected.length).toBeGreaterThan(1);
});

function toTriaged({ minute, isRejected, uploader, name, hasTime }: Row): TriagedFile {
  const fileType =
    name === null ? undefined : ({ a: "pdf", b: "pdf", c: "exe", ü: "png" }[name[0] ?? ""] ?? typeOf(name));
  return {
    createdAtMs: hasTime ? NIGHT_MS + minute * 60_000 : undefined,
    isRejected,
    uploader: uploader === null ? undefined : userArn(`u${uploader}`),
    fileType,
  };
}

function typeOf(name: string): string | undefined {
  return name.startsWith("d") || name.startsWith("e") ? undefined : name.split(".")[1]?.toLowerCase();
}

/** One statement for all rows, which is many times as fast as one for each. */
function bulk(rows: readonly Row[]): readonly string[] {
  const columns = Object.keys(aFile("f"));
  const values = rows.map(outcomeOf).map((row) => `(${columns.map((name) => literal(row[name] ?? null)).join(", ")})`);
  return [`INSERT INTO outcomes (${columns.join(", ")}) VALUES ${values.join(", ")}`];
}

function literal(value: string | bigint | number | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
