import { readFile } from "node:fs/promises";
import { parse } from "node-html-parser";
import { expect, it } from "vitest";
import { lineText } from "../notify/message-line.ts";
import { messageLines } from "../notify/message-lines.ts";
import { reportMessage } from "../notify/report-message.ts";
import { TELLER } from "../notify/teller.test-support.ts";
import { aFile } from "../report/testing/build-state.ts";
import { readReport, useReportFolder } from "../report/testing/report-folder.ts";
import { summaryText } from "./summary.ts";

const here = useReportFolder();
const HERE = "AWS, Region eu-central-1";
const THERE = "endpoint http://127.0.0.1:4010, Region eu-central-1";

/** What a report and its message say where the run before, of slot `b`, asked at one place and this one at another. */
async function told(before: string | null, place: string | null, schemaVersion = 8) {
  const row = `'b' AS slot, 0 AS number, 'partial' AS status, ${before === null ? "NULL" : `'${before}'`} AS place`;
  const times = "TIMESTAMP '2026-11-23 06:00:00' AS started_at, TIMESTAMP '2026-11-23 06:01:00' AS finished_at";
  const earlier = `INSERT INTO runs BY NAME SELECT ${row}, 'x' AS input, 'x' AS input_digest, ${times}`;
  await here.state("main", { outcomes: [aFile("f1")], run: { place }, sql: [earlier], schemaVersion });
  const written = await here.write();
  const message = reportMessage(written, 0, TELLER);
  return {
    status: written.report.status,
    placeChange: (await readReport(written)).scopes[0]?.run?.placeChange,
    notes: parse(await readFile(written.paths.page, "utf8")).querySelector("#run ~ * [data-heading=Notes]")?.text,
    summary: await readFile(written.paths.summary, "utf8"),
    output: summaryText(written),
    moved: message.moved,
    lines: messageLines(message).map(lineText),
  };
}

it("a complete report of a run that asked at another place than the run before says so, in all that people read of it", async () => {
  const { status, placeChange, notes, summary, output, moved, lines } = await told(HERE, THERE);
  expect(status).toBe("complete");
  expect(placeChange).toEqual({ slot: "b", before: HERE, now: THERE });
  const line = `main: asked at another place than the run before. Before (slot b): ${HERE}. Now: ${THERE}.`;
  expect(output).toContain(`${line}\n`);
  expect(lines).toContain(line);
  expect(moved).toEqual([{ scope: "main", slot: "b", before: HERE, now: THERE }]);
  expect(summary).toContain(
    `**Asked at another place than the run before**\n\n- \`main\`: before \`${HERE}\`, now \`${THERE}\`\n`,
  );
  expect(notes).toContain("asked at another place than the run before");
});

it.each([
  ["at the same place", HERE, HERE],
  ["somewhere that nobody noted", null, HERE],
  ["somewhere, and nobody noted where this one did", HERE, null],
])("nothing is said where the run before asked %s", async (_, before, now) => {
  const { placeChange, notes, summary, output, moved, lines } = await told(before, now);
  expect({ placeChange, moved }).toEqual({ placeChange: null, moved: undefined });
  for (const text of [notes, summary, output, ...lines]) expect(text).not.toContain("another place");
});

it("nothing is said of a state whose version noted no places", async () => {
  expect((await told(HERE, THERE, 7)).placeChange).toBeNull();
});
