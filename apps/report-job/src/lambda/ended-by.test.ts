import { expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { inRunContext, keepAbout } from "../observe/telemetry/run-context.ts";
import { endedBy } from "./ended-by.ts";

function about(slot: string, error: JobError): JobError {
  inRunContext({ about: { slot }, sink: undefined, spans: undefined }, () => keepAbout(error));
  return error;
}

it.each([
  "Interrupted. What was done is kept: the same command goes on with slot zz.",
  "Asked to end: the report in /tmp/report is not in s3://reports/ yet; the next run, or 'attached-files report', publishes it.",
])("an invocation whose time ended is told with the event that goes on with it, and no command: %s", (message) => {
  const ended = endedBy(about("zz", new JobError("interrupted", message)));
  expect(ended).toMatchObject({ exitCode: 3, code: "interrupted" });
  expect(ended.text).toMatch(/^The invocation's time ended; invoke again with \{"slot":"zz"\}\. /);
  expect(ended.text).toContain("not published, and what is in /tmp alone may be gone");
  expect(ended.text).not.toMatch(/command|Interrupted|Asked to end|attached-files report/);
});

it("an invocation whose time ended before it had a slot is to be made again as it was", () => {
  expect(endedBy(new JobError("interrupted", "Interrupted.")).text).toMatch(/ invoke again with the same event\. /);
});

it("other trouble is told in its own words, and what is none with where it happened", () => {
  const denied = new JobError("unavailable", "The disk is full.");
  expect(endedBy(denied)).toEqual({
    exitCode: 4,
    code: "unavailable",
    runBook: "exit-code-4",
    text: "The disk is full.",
  });
  const lost = new JobError("unavailable", "Lost.", undefined, "trouble-lease-lost");
  expect(endedBy(lost).runBook).toBe("trouble-lease-lost");
  const defect = endedBy(new TypeError("x is not a function"));
  expect(defect).toMatchObject({
    exitCode: 1,
    code: "defect",
    runBook: "exit-code-1",
    text: expect.stringMatching(/^TypeError: x is.*ended-by\.test/s),
  });
});
