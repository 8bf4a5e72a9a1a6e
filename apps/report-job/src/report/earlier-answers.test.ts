import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { EARLIER_ANSWERS_LEFT_OUT } from "./model/not-known-words.ts";
import { aFile, anUnknown } from "./testing/build-state.ts";
import { useReportFolder } from "./testing/report-folder.ts";

const here = useReportFolder();

async function written() {
  const { report, paths } = await here.write();
  const [page, summary] = await Promise.all([readFile(paths.page, "utf8"), readFile(paths.summary, "utf8")]);
  return { totals: report.totals, words: page.replaceAll(/<[^>]*>/g, ""), summary };
}

describe("files refused or unanswered earlier that are not known now", () => {
  it("are said to be left out wherever the files that need a person are counted", async () => {
    await here.state("main", {
      outcomes: [
        aFile("f1", { outcome: "carried", file_status: "REJECTED", answer: "retrieved" }),
        anUnknown("f2", "failed", { answer: "refused" }),
        anUnknown("f3", "deferred", { answer: "unanswered" }),
        // It was described when it was asked about last, or has no answer yet, or is counted by what an earlier answer told.
        aFile("f4", { outcome: "failed", answer: "retrieved" }),
        anUnknown("f5", "deferred"),
        aFile("f6", { outcome: "failed", file_status: "REJECTED", answer: "refused" }),
      ],
    });
    const { totals, words, summary } = await written();
    expect(totals).toMatchObject({ needsAPerson: 2, notKnown: 5, earlierAnswersLeftOut: 2 });
    expect(words).toContain(`33.3 % of all files, ${EARLIER_ANSWERS_LEFT_OUT}`);
    expect(words).toContain(`2 files (${EARLIER_ANSWERS_LEFT_OUT}), by what is wrong`);
    expect(summary).toContain(`**2 files need a person**, ${EARLIER_ANSWERS_LEFT_OUT}\n`);
  });

  it("are said to be left out where nothing else needs a person", async () => {
    await here.state("main", { outcomes: [aFile("f1"), anUnknown("f2", "failed", { answer: "refused" })] });
    const { words, summary } = await written();
    expect(words).toContain(`none, ${EARLIER_ANSWERS_LEFT_OUT}`);
    expect(words).toContain(`Nothing among the files that are known, ${EARLIER_ANSWERS_LEFT_OUT}.`);
    expect(summary).toContain(`Nothing needs a person, ${EARLIER_ANSWERS_LEFT_OUT}.`);
  });

  it("are not spoken of where there are none, as where this run was answered so", async () => {
    await here.state("main", {
      outcomes: [anUnknown("f1", "refused", { answer: "refused" }), anUnknown("f2", "failed")],
    });
    const { totals, words, summary } = await written();
    expect(totals).toMatchObject({ needsAPerson: 1, notKnown: 1, earlierAnswersLeftOut: 0 });
    expect(words + summary).not.toContain("not counting");
  });
});
