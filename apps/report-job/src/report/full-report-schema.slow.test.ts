import { readFile } from "node:fs/promises";
import { parsePolicy } from "@attached-files/core";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { REPORT_JSON_SCHEMA_FILE } from "./report-json-schema.ts";
import { type Report, reportSchema } from "./report-schema.ts";
import { anUnknown, fallbacksOf, type OutcomeRow } from "./testing/build-state.ts";
import { aScannerOutage } from "./testing/example-states.ts";
import { readReport, useReportFolder } from "./testing/report-folder.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Schema = { readonly [name: string]: unknown };

const here = useReportFolder();

/** A scanner outage on the second day of a contact centre, with a file that changed, one that is new, and thresholds. */
async function fullReport(): Promise<Report> {
  const [changed, ...others] = (aScannerOutage().outcomes ?? []) as [OutcomeRow, ...OutcomeRow[]];
  const since = { since_run: 1, first_seen_run: 1 };
  const key = `'${changed.instance_id}', '${changed.associated_resource_arn}', '${changed.file_id}'`;
  await here.state("main", {
    outcomes: [
      { ...changed, ...since, since_run: 2, answer: "retrieved", file_status: "REJECTED" },
      ...others.map((file) => ({ ...file, ...since, answer: "retrieved" })),
      anUnknown("silent", "unanswered", { ...since, first_seen_run: 2, since_run: 2, answer: "unanswered" }),
      anUnknown("failed", "failed", { first_seen_run: 2, error_code: "X", error_message: "y" }),
    ],
    irregularities: [{ kind: "null-entry", path: "Files[0]", detail: "null" }],
    sql: [
      `INSERT INTO runs (slot, number, status, input, input_digest, started_at, finished_at, discovery_finished, "references")
       VALUES ('2026-11-23', 1, 'complete', 'search', 'another', '2026-11-23 06:00:00', '2026-11-23 06:02:00', true, 240)`,
      `INSERT INTO past_versions (instance_id, associated_resource_arn, file_id, first_seen_run, from_run, until_run, vanished,
         answer, file_status) VALUES (${key}, 1, 1, 2, false, 'retrieved', 'PROCESSING')`,
    ],
    run: { number: 2, sweep: 1, run_id: "r", trouble_code: "X", trouble_message: "y", fallbacks: fallbacksOf("z") },
  });
  const policy = parsePolicy([
    { name: "hard", rule: "rejected > 0", severity: "critical" },
    { name: "fine", rule: "rejected < 1" },
    { name: "blind", rule: "files grew over 5" },
  ]);
  const rules = {
    learnLimits: false,
    requiredTags: ["t"],
    maxFileSizeBytes: 9,
    allowedExtensions: ["pdf"],
    filesPerCase: { most: 1, warnAtShare: 1 },
  };
  return await readReport(
    await here.write({ policy: policy.ok ? policy.value : [], rules, scopeNames: ["main", "nowhere"] }),
  );
}

function compile(schema: Schema): ValidateFunction {
  return new Ajv2020({ strict: true, formats: { "date-time": true }, allowUnionTypes: true }).compile(schema);
}

/** The schema, for those who want no members but those that it tells of. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, closed(member)]));
  return "properties" in schema ? { ...members, additionalProperties: false } : members;
}

/** Copies of a value with one piece each replaced by what `change` makes of it; two of each list stand for all of it. */
function* eachChanged(value: Json, change: (piece: Json) => Json | undefined, path = ""): Generator<[string, Json]> {
  const other = change(value);
  if (other !== undefined) yield [path, other];
  if (typeof value !== "object" || value === null) return;
  const names = Array.isArray(value) ? Object.keys(value).slice(0, 2) : Object.keys(value);
  for (const name of names) {
    const members = value as Readonly<Record<string, Json>>;
    for (const [place, changed] of eachChanged(members[name] as Json, change, `${path}.${name}`)) {
      yield [place, Array.isArray(value) ? value.with(Number(name), changed) : { ...members, [name]: changed }];
    }
  }
}

it("every member of report.json is as the committed schema says, and no member or wrong value passes it unseen", async () => {
  const schema = JSON.parse(await readFile(REPORT_JSON_SCHEMA_FILE, "utf8")) as Schema & { properties: object };
  const report = await fullReport();
  const json = report as unknown as Json;

  expect(Object.keys(report).sort()).toEqual(Object.keys(schema.properties).sort());
  expect(report.policy?.rules.map(({ result }) => result)).toEqual(["crossed", "kept", "unknown"]);
  expect(report.triage?.findings.map(({ kind }) => kind)).toContain("scanner-outage");
  expect(report.changes?.scopes[0]).toMatchObject({ comparison: "compared", statusMoves: [{}] });
  expect(report.changes?.scopes[0]?.changedMembers).not.toEqual([]);
  expect(report.changes?.examples).not.toEqual([]);
  expect(report.trends?.runs).toHaveLength(2);
  expect(report.casesNearQuota?.examples).not.toEqual([]);

  const isValid = compile(schema);
  expect(isValid({ ...report, later: 1 })).toBe(true);
  const isClosed = compile(closed(schema) as Schema);
  isClosed(report);
  expect(isClosed.errors ?? []).toEqual([]);
  expect(reportSchema.parse(report)).toEqual(report);

  let extra = 0;
  const withExtra = (piece: Json) => (isObject(piece) ? { ...piece, extra: 1 } : undefined);
  for (const [path, changed] of eachChanged(json, withExtra)) {
    expect([path, isClosed(changed)]).toEqual([path, false]);
    extra += 1;
  }
  let wrong = 0;
  for (const [path, changed] of eachChanged(json, (piece) => (isObject(piece) ? [] : { wrong: true }))) {
    expect([path, isValid(changed)]).toEqual([path, false]);
    wrong += 1;
  }
  expect(extra).toBeGreaterThan(50);
  expect(wrong).toBeGreaterThan(300);
});

function isObject(piece: Json): piece is { readonly [name: string]: Json } {
  return typeof piece === "object" && piece !== null && !Array.isArray(piece);
}
