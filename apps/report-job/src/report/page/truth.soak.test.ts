import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { ReportInput } from "../make-report.ts";
import { aFile, anUnknown } from "../testing/build-state.ts";
import { useReportFolder } from "../testing/report-folder.ts";

const here = useReportFolder();

/** The words of the page, without its marks. */
async function wordsOf(change: Partial<ReportInput> = {}): Promise<{ readonly words: string; readonly page: string }> {
  const page = await readFile((await here.write(change)).paths.page, "utf8");
  const body = page.slice(page.indexOf("<body>"));
  return { page, words: body.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ") };
}

describe("the headline", () => {
  it("is good news only where every file is described", async () => {
    await here.state("main", { outcomes: [aFile("f1"), aFile("f2")] });
    const { words, page } = await wordsOf();
    expect(words).toContain("All 2 files are described.");
    expect(/<h1>.*?<\/h1>/s.exec(page)?.[0]).toContain("badge good");
  });

  it("says how many are not described, and what complete means", async () => {
    await here.state("main", { outcomes: [aFile("f1"), anUnknown("f2", "refused"), anUnknown("f3", "unanswered")] });
    const { words, page } = await wordsOf();
    expect(words).toContain("1 of 3 files described, 2 not described.");
    expect(words).toContain("2 files have no metadata. 1 refused. 1 unanswered.");
    expect(words).toMatch(/Not described2answered, but without metadata/);
    expect(/<h1>.*?<\/h1>/s.exec(page)?.[0]).toContain("badge warn");
  });

  it("is never green where no file is described, though the run is complete", async () => {
    await here.state("main", { outcomes: [anUnknown("f1", "unanswered"), anUnknown("f2", "unanswered")] });
    const { words, page } = await wordsOf();
    expect(words).toContain("0 of 2 files described.");
    expect(page.match(/badge \w+/g)).toEqual(["badge bad", "badge bad"]);
    expect(words.match(/✓ Complete/g)).toHaveLength(2);
  });
});

describe("files that are not known", () => {
  it("are counted once, by why they are not, though an earlier run described them", async () => {
    const stale = aFile("f1", { outcome: "failed" });
    await here.state("main", { outcomes: [stale, anUnknown("f2", "deferred"), anUnknown("f3", "deferred")] });
    const { words } = await wordsOf();
    const why = "no call succeeded about 1, 2 are left for the next run";
    expect(words).toContain(`1 of 3 files described, 2 not described. 3 of the 3 files are not known now: ${why}.`);
    expect(words).toContain(`Not described23 not known: ${why}`);
  });
});

describe("the page", () => {
  it("says that it was not AWS that answered, where a scope has another endpoint", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const asked = (endpoint?: string) =>
      wordsOf({
        scopes: here.input().scopes.map((scope) => (endpoint === undefined ? scope : { ...scope, endpoint })),
      });
    expect((await asked("http://127.0.0.1:4010")).words).toContain("Asked at http://127.0.0.1:4010, not at AWS.");
    expect((await asked("https://vpce-1.connect.eu-central-1.vpce.amazonaws.com")).words).not.toContain("Not from AWS");
    expect((await asked()).words).not.toContain("Not from AWS");
  });

  it("keeps the size of rejected files, which are deleted, out of the total", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1", { file_size_bytes: 2048n }),
        aFile("f2", { file_size_bytes: 1024n, file_status: "REJECTED" }),
      ],
    });
    const { words } = await wordsOf();
    expect(words).toContain("Total size2.00 KiBwithout the 1.00 KiB of rejected files, which are deleted");
  });

  it("says what every outcome and a slot are", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const { words } = await wordsOf();
    expect(words).toContain("CarriedIt was not due; what an earlier run learned of it is kept.");
    expect(words).toContain("DeferredIt was due, but the run ended before it got an answer.");
    expect(words).toContain(", the moment that this report is for");
  });

  it("says of a slot that is a day or a name what that is", async () => {
    const of = async (slot: string) => {
      await here.state(`of-${slot}`, { outcomes: [aFile("f1")], run: { slot } });
      return (await wordsOf({ slot, scopes: here.input({ scopeNames: [`of-${slot}`] }).scopes })).words;
    };
    expect(await of("html-1")).toContain("slot html-1, the name of the run that this report is for");
    expect(await of("2026-11-24")).toContain("slot 2026-11-24, the day that this report is for");
  });
});

describe("irregular answers", () => {
  const note = (fileId: string, change: Record<string, string> = {}) => ({
    kind: "out-of-range",
    path: "Files[2].FileName",
    detail: "expected 1 to 256 characters, received nothing",
    file_id: fileId,
    ...change,
  });

  it("are shown by file and member, never by a place in a list, and the rest is pointed to", async () => {
    await here.state("main", {
      outcomes: [aFile("f1")],
      irregularities: ["a", "b", "c", "d", "e"].map((id) => note(id)),
    });
    const { words } = await wordsOf();
    expect(words).not.toContain("Files[2]");
    expect(words).toContain("aFileNameexpected 1 to 256 characters");
    expect(words).toContain("2 more in problems.csv, where irregularity_kind is out-of-range.");
    expect(words).toContain("Met 5 times, in 1 kind; 3 rows are shown here.");
    expect(words).not.toContain("Looked for: members");
    expect(words).toContain("5in this run's answers");
    expect(words).toContain(
      "answered in this run, of each scope its last one, and AWS's documentation does not promise.",
    );
    expect(words).toContain("Answers of earlier runs are not among it.");
  });

  it("do not show the files of an unknown status a second time", async () => {
    const outcomes = [aFile("f1", { file_status: "NEW" })];
    const irregularities = [note("f1", { kind: "unknown-status", path: "Files[0].FileStatus", detail: '"NEW"' })];
    await here.state("main", { outcomes, irregularities });
    const { words, page } = await wordsOf();
    expect(words).toContain("1 file of a status that AWS does not document is above, under Needs a person.");
    expect(words).toContain("Met once, in 1 kind; 0 rows are shown here.");
    expect(page).not.toContain("irregular-unknown-status");
  });

  it("of an unknown status are shown where no file of the report has it", async () => {
    const irregularities = [note("f9", { kind: "unknown-status", path: "Files[0].FileStatus", detail: '"NEW"' })];
    await here.state("main", { outcomes: [aFile("f1")], irregularities });
    expect((await wordsOf()).page).toContain("irregular-unknown-status");
  });

  it("are said to be none only of what is looked for, and only where something was answered", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const { words } = await wordsOf();
    expect(words).toContain("None in this run's answers. Looked for: members that are missing");
    expect(words).not.toContain("Everything that Amazon Connect answered");
    await here.state("silent", { outcomes: [anUnknown("f1", "failed")], run: { slot: "s" } });
    const silent = here.input({ scopeNames: ["silent"] }).scopes;
    expect((await wordsOf({ slot: "s", scopes: silent })).words).toContain(
      "None known: no call about a file was answered.",
    );
  });
});
