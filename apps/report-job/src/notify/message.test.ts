import { parsePolicy } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { aFile, anUnknown } from "../report/testing/build-state.ts";
import { useReportFolder } from "../report/testing/report-folder.ts";
import { failureMessage } from "./failure-message.ts";
import type { Message } from "./message.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { reportMessage } from "./report-message.ts";
import { noteOf } from "./sent-notes.ts";
import { TELLER } from "./teller.test-support.ts";
import { troubleOfError } from "./trouble.ts";
import { webhookBody } from "./webhook-body.ts";

const here = useReportFolder();
const HOST = `host ops-1.example; configuration ${TELLER.config}`;
const PLACE = `Region eu-central-1; ${HOST}`;
const DENIED = { trouble_code: "AccessDeniedException", trouble_message: "User: x is not authorized" };

const linesOf = (message: Message): readonly string[] => messageLines(message).map(lineText);

function policyOf(...rules: readonly object[]) {
  const policy = parsePolicy(rules);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

const HARD = { name: "hard", rule: "rejected > 0", severity: "critical" };

describe("a message of a report", () => {
  it("names first that files are gone, where they are refused for it", async () => {
    const gone = { vanished_run: 1, error_code: "ResourceNotFoundException" };
    await here.state("main", {
      outcomes: [aFile("f1"), anUnknown("f2", "refused", gone)],
      run: { sweep: 1, vanished_files: 1 },
    });
    const policy = policyOf({ name: "refused", rule: "refused > 0" }, { name: "gone", rule: "vanished > 0" });
    const message = reportMessage(await here.write({ policy }), 5, TELLER);
    expect(message.crossed.map(({ name }) => name)).toEqual(["refused", "gone"]);
    expect(message.runBook.slice(0, 2)).toEqual(["problem-vanished", "problem-refused"]);
  });

  it("tells what is wrong with its code, what to do, who tells, what is crossed, and the numbers, and names no file", async () => {
    const failed = { error_code: "ThrottlingException", error_message: "customer-name.pdf" };
    await here.state("main", {
      outcomes: [
        aFile("f1", { file_status: "REJECTED", file_name: "customer-name.pdf" }),
        anUnknown("f2", "failed", failed),
        anUnknown("f3", "deferred"),
        anUnknown("f4", "deferred"),
      ],
      run: DENIED,
    });
    const policy = policyOf({ name: "soft", rule: "files > 0", severity: "info" }, HARD);
    const message = reportMessage(await here.write({ policy }), 3, TELLER);
    expect(message).toMatchObject({
      title:
        "attached-files: partial (exit 3), slot 2026-11-24T06:00:00Z: AccessDeniedException and 1 more; critical: hard and 1 more crossed",
      status: "partial",
      exitCode: 3,
      ...TELLER,
      scopeCount: 1,
      trouble: [
        { scope: "main", code: "AccessDeniedException", runBook: "error-access-denied" },
        { scope: "main", code: "ThrottlingException", runBook: "error-throttling" },
      ],
      missing: [
        { scope: "main", code: "call-failed", files: 1, of: 4 },
        { scope: "main", code: "deferred", files: 2, of: 4 },
      ],
      crossed: [
        { name: "hard", severity: "critical", scope: "main", rule: "rejected > 0", value: "at least 1" },
        { name: "soft", sentence: "files > 0", value: "4" },
      ],
      judgedOn: { isPartial: true, earlier: [] },
      numbers: {
        files: 4,
        described: 1,
        needsAPerson: 1,
        notKnown: 3,
        callFailed: 1,
        notAsked: 2,
        earlierAnswersLeftOut: 0,
      },
      runBook: [
        "error-access-denied",
        "error-throttling",
        "reason-call-failed",
        "reason-deferred",
        "problem-rejected",
        "alert-policy",
        "exit-code-3",
      ],
    });
    expect(message.page).toMatch(/report\.html$/);
    expect(linesOf(message)).toEqual([
      "main: AccessDeniedException (Denied): User: x is not authorized",
      "main: ThrottlingException of BatchGetAttachedFileMetadata (Throttled)",
      "main: call-failed, 1 of 4 files (Calls about files failed)",
      "main: deferred, 2 of 4 files (Files were due and are left for the next run)",
      "What to do: attached-files run-book error-access-denied (then error-throttling, reason-call-failed, reason-deferred, problem-rejected, alert-policy, exit-code-3)",
      expect.stringMatching(/^First: Give the role what 'attached-files permissions' prints\./),
      `Scope main; ${PLACE}; run ${TELLER.runId}; slot 2026-11-24T06:00:00Z`,
      "Thresholds, judged on a partial view: what is missing may change them",
      "critical, hard, scope main: rejected > 0 (it is at least 1)",
      "info, soft, scope main: files > 0 (it is 4)",
      "4 files: 1 of 4 described, at least 1 of 4 needs a person, 3 of 4 not known: no call succeeded about 1, 2 are left for the next run",
      `Page: ${message.page}`,
    ]);
    expect(JSON.stringify(message)).not.toContain("customer-name");
  });

  it("of a run without an answer says so in its title, and of which run the answers are that thresholds were judged on, and what kept scopes from running", async () => {
    const failed = ["InternalServiceException", "SourceTimeout", "SourceTimeout"].map((error_code, index) =>
      anUnknown(`failed-${index}`, "failed", { error_code }),
    );
    const carried = [aFile("f1", { file_status: "REJECTED", outcome: "carried" }), ...failed];
    await here.state("main", { outcomes: carried, run: DENIED });
    await here.state("other", { outcomes: [aFile("f3")], run: { slot: "2026-11-23", status: "complete" } });
    const policy = policyOf(HARD, { name: "gone", rule: "vanished > 0" }, { name: "all", rule: "vanished > 9" });
    const published = await here.write({ policy, scopeNames: ["main", "other"] });
    const message = reportMessage(published, 4, { ...TELLER, scopes: ["main", "other"] });
    expect(message.status).toBe("no-data");
    // Of those that files met, the most frequent.
    expect(message.trouble.map(({ code }) => code)).toEqual(["AccessDeniedException", "SourceTimeout"]);
    expect(message.title).toBe(
      "attached-files: run failed, nothing answered (exit 4), slot 2026-11-24T06:00:00Z: main: AccessDeniedException and 1 more",
    );
    const lines = linesOf(message);
    const judged = lines.indexOf(
      "Thresholds, judged on answers of earlier runs, because this slot has none: main, other (of slot 2026-11-23)",
    );
    expect(lines.slice(judged)).toEqual([
      lines[judged],
      "critical, hard, all scopes: rejected > 0 (it is at least 1)",
      expect.stringMatching(/^not judged, all scopes: gone \(vanished > 0\), all \(vanished > 9\)\. [^.]*\.$/),
      expect.stringMatching(/^As earlier runs knew them: 5 files, /),
      ...lines.slice(judged + 4),
    ]);
    expect(lines.slice(0, judged).join("\n")).toMatch(
      /run-book error-access-denied .*\nFirst: .*\nScopes main \(Region eu-central-1\), other; /,
    );
    const lost = troubleOfError("main", new JobError("unavailable", "Gone.", undefined, "trouble-lease-lost"), {});
    const outside = reportMessage(published, 4, TELLER, [lost]);
    expect(outside.title).toMatch(/: The lease on a state in S3 was lost and 2 more$/);
    expect(outside.runBook[0]).toBe("trouble-lease-lost");
    expect(linesOf(outside)[0]).toBe("main: The lease on a state in S3 was lost: Gone.");
  });
});

describe("a message of a report that was published to a bucket", () => {
  const PLACE_THERE = "s3://reports/team/reports/2026-11-24T06~00~00Z/0a1b/";

  it("names its place there behind the page, and one of no bucket names none", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const written = await here.write({});
    const message = reportMessage({ ...written, place: PLACE_THERE }, 0, TELLER);
    expect(message.published).toEqual({ bucket: "reports", place: PLACE_THERE });
    expect(linesOf(message).slice(-2)).toEqual([`Page: ${message.page}`, `Bucket: ${PLACE_THERE}`]);
    const local = reportMessage(written, 0, TELLER);
    expect(local.published).toBe(null);
    expect(linesOf(local).at(-1)).toBe(`Page: ${message.page}`);
    // Where it is, is no part of what was said.
    const [one, other] = [message, local].map((each) => noteOf("ops", each, new Date(0)));
    expect(one).toEqual(other);
  });

  it("names a scope without data with no number of files", async () => {
    await here.state("main", { outcomes: [aFile("f1")] });
    const message = reportMessage(await here.write({ scopeNames: ["main", "nowhere"] }), 3, TELLER);
    expect(message.missing).toEqual([{ scope: "nowhere", code: "state-missing", files: null, of: null }]);
  });
});

describe("a message of a failure", () => {
  const failed = (error: Error, environment = {}): Message =>
    failureMessage("2026-11-24", 4, { ...TELLER, scopes: ["a", "b"] }, [troubleOfError(null, error, environment)]);

  it("tells the exit code, the error in a word, its own text, what to do first, and where to look", () => {
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    const failure = failed(new JobError("unavailable", "The state /srv/a is full.", full, "trouble-disk-full"));
    expect(failure.title).toBe(
      "attached-files: run failed, no report published (exit 4), slot 2026-11-24: disk full (ENOSPC)",
    );
    expect(linesOf(failure)).toEqual([
      "ENOSPC (The disk is full, or may not be written): The state /srv/a is full.",
      "What to do: attached-files run-book trouble-disk-full (then exit-code-4)",
      expect.stringMatching(/^First: ./),
      `Scopes a, b; ${HOST}; run ${TELLER.runId}; slot 2026-11-24`,
    ]);
  });

  it("says first of a disk that may only be read what mends it, and not to free it", () => {
    const readOnly = Object.assign(new Error("open"), { code: "EROFS" });
    const { firstStep } = failed(new JobError("unavailable", "No report.", readOnly, "trouble-disk-full"));
    expect(firstStep).toMatch(/^May not be written \(EROFS/);
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    expect(failed(new JobError("unavailable", "Full.", full, "trouble-disk-full")).firstStep).toMatch(/^Full \(ENOSPC/);
  });

  it.each([
    ["Read-only file system", /disk may only be read \(EROFS\)$/],
    ["Permission denied", /no permission for a file or folder \(EACCES\)$/],
  ])("calls a disk that says '%s' in DuckDB's words what the system calls it", (words, title) => {
    const cause = new Error(`IO Error: Cannot open file "/srv/a": ${words}`);
    const message = failed(new JobError("unavailable", "No state.", cause, "trouble-disk-full"));
    expect(message.title).toMatch(title);
    expect(message.firstStep).toMatch(/^May not be written/);
  });

  it("calls a full disk the same where DuckDB says it in words alone", () => {
    const cause = new Error('IO Error: Could not write "/srv/a": No space left on device');
    const { title } = failed(new JobError("unavailable", "It is full.", cause, "trouble-disk-full"));
    expect(title).toMatch(/: disk full \(ENOSPC\)$/);
  });

  it("titles an error without a code of its own by what the run book calls it", () => {
    const damaged = new JobError("unavailable", "Corrupt file /srv/a.duckdb.", undefined, "reason-state-unreadable");
    expect(failed(damaged).title).toMatch(/: A state cannot be read$/);
    expect(failed(new JobError("usage", "no Region")).title).toMatch(/: wrong usage or configuration$/);
  });

  it("tells a text in one line, cut, and without secrets of the environment", () => {
    const text = `a: no Region\nb: key \u202Ehunter2hunter2\nNo call was made.\n${"x".repeat(2000)}`;
    const { trouble } = failed(new JobError("usage", text), { DB_PASSWORD: "hunter2hunter2" });
    expect(trouble[0]?.text).toMatch(/^a: no Region; b: key \[secret\]; No call was made\. x+… x+$/);
    expect(trouble[0]?.text?.length).toBeLessThan(1_820);
  });

  it.each([
    ["before what is long", (next: string, long: string) => `It failed. ${next} ${long}`],
    ["at the end", (next: string, long: string) => `It failed: ${long} ${next}`],
  ])("never cuts what it says to do %s, in JSON and in Slack", (_, said) => {
    const next = `Correct region, or endpoint ('attached-files check' looks at them). ${"And so on. ".repeat(25)}Then go on.`;
    for (const length of [200, 700, 1_300, 5_000]) {
      const message = failed(new JobError("unavailable", said(next, "x ".repeat(length / 2).trim())));
      expect(message.trouble[0]?.text).toContain(next);
      expect(JSON.parse(webhookBody(message, "slack")).blocks[1].text.text).toContain("Then go on.");
    }
  });

  it("tells what to do and where, although what was said before is too long for Slack", () => {
    const said = troubleOfError("a", new JobError("unavailable", "x ".repeat(880)), {});
    const lines = JSON.parse(webhookBody(failureMessage("s", 4, TELLER, [said, said]), "slack")).blocks[1].text.text;
    expect(lines).toMatch(
      /^`a`: .*\nWhat to do: `attached-files run-book exit-code-4`\nFirst: .*\nScope `main`.*\nand 1 more line$/,
    );
  });

  it("tells no text of a defect, and where it stands instead", () => {
    const failure = failed(new TypeError("of customer-name.pdf"));
    expect(JSON.stringify(failure)).not.toContain("customer-name");
    expect(linesOf(failure)).toContain("What ended it stands in its log.");
  });

  it.each([
    [new TypeError("x of undefined"), "defect", "exit-code-1"],
    [new JobError("usage", "no such thing"), "usage", "exit-code-2"],
    [new JobError("interrupted", "asked to end"), "interrupted", "exit-code-3"],
  ])("of %s names the code %s and the section %s", (error, code, runBook) => {
    expect(troubleOfError("main", error, {})).toMatchObject({
      scope: "main",
      code,
      runBook,
      title: expect.any(String),
    });
  });

  it("tells what to do once, in its own line, and not at the end of an error's text as well", () => {
    const error = new JobError("unavailable", "Gone. What to do: attached-files run-book trouble-lease-lost");
    expect(troubleOfError("main", error, {}).text).toBe("Gone.");
  });

  it("counts the scopes that it does not list", () => {
    const scopes = Array.from({ length: 23 }, (_, scope) => `s-${scope}`);
    const lines = linesOf(failureMessage(undefined, 1, { ...TELLER, scopes }));
    expect(lines.at(-1)).toMatch(/^Scopes s-0, .*, s-19 and 3 more; host ops-1\.example; .*run [^;]*$/);
  });
});
