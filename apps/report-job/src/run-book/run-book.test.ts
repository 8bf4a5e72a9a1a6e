import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseCondition, SOURCE_ERROR_CODES } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { NOTIFY_CONDITIONS } from "../config/notify-section.ts";
import { EXIT_CODE } from "../exit-code.ts";
import { FILE_PROBLEMS } from "../report/model/problem-words.ts";
import { reasonSchema } from "../report/scope-schema.ts";
import { SECTIONS } from "./run-book.ts";
import { RUN_BOOK_FILE, runBookPage } from "./run-book-page.ts";
import { codeSection, errorSection, exitCodeSection, reasonSection } from "./section-ids.ts";

const page = await readFile(RUN_BOOK_FILE, "utf8");
const anchors = [...page.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id ?? "");

describe("the run book", () => {
  it("says first what to do after a refusal, whether the scope takes a list or searches", () => {
    const first = SECTIONS.find(({ id }) => id === "error-invalid-request")?.mend[0];
    expect(first).toMatch(/takes a list .*mend the list.*searches has none: report it/);
  });

  it.each(["error-access-denied", "error-source-unreachable", "reason-call-failed", "reason-run-partial"])(
    "says in %s when starting the same slot again is in vain",
    (id) => {
      const steps = SECTIONS.find((section) => section.id === id)?.mend.join(" ");
      expect(steps).toMatch(/same slot again, if no later one has run\. Once a later one has.* start nothing/);
    },
  );

  it("never says to start the same slot again without that", () => {
    const texts = SECTIONS.flatMap(({ id, mend }) => mend.map((step) => `${id}: ${step}`));
    expect(texts.filter((text) => /same slot again(?!, if no later)/.test(text))).toEqual([]);
  });

  it.each([
    ["reason-state-unreadable", /^If it is damaged .*: move .* aside, and keep it.*If it may not be read .*EACCES/],
    [
      "error-source-unreachable",
      /^Look at the address that the message names\..*ECONNREFUSED.*ENOTFOUND of an address with a Region in it.*spelt right/,
    ],
    ["error-foreign-answer", /^Find out who answered: .*A proxy: look at HTTPS_PROXY/],
    [
      "error-credentials-unavailable",
      /^None were found .*They expired.*Of a bucket, .*state\.s3 or publish\.s3\), else .*the job's own/,
    ],
    ["trouble-state-bucket", /CredentialsUnavailable or ExpiredToken .*assumeRole of state\.s3/],
    [
      "trouble-bucket-not-reached",
      /ENOTFOUND \(publish\.s3\.bucket, its region.*CredentialsUnavailable or ExpiredToken/,
    ],
    ["exit-code-2", /Malformed lines of a list: the log names each by its number/],
    ["trouble-disk-full", /^Full \(ENOSPC.*\n?.*May not be written \(EROFS.*room mends nothing/],
    ["problem-rejected", /^Many at once: look first .*finding-scanner-outage/],
    ["problem-vanished", /^Many at once: /],
    ["problem-stuck", /^The scanner is the Lambda function .*finding-scanner-outage.*created_by/],
    [
      "reason-other-slot",
      /^Started again after a later slot: start a new one.*If the log says that a scope .* another place .*error-nothing-found.*same slot again, if no later/,
    ],
    [
      "alert-shrank",
      /^Look first at .*A list: whether it is whole.*A search: .*domainIds.*Only then the files themselves/,
    ],
    ["alert-grew", /^Look first at .*A list: .*A search: .*domainIds.*Only then the files themselves/],
    ["error-resource-not-found", /^trouble_operation is a search .*domainIds/],
  ])("says first in %s what is likeliest", (id, first) => {
    expect(SECTIONS.find((section) => section.id === id)?.mend.join(" ")).toMatch(first);
  });

  it("is the page that is committed (else: pnpm generate:schemas)", () => {
    expect(page).toBe(runBookPage());
  });

  it.each([
    ["exit code", Object.values(EXIT_CODE).map(exitCodeSection)],
    ["reason of a report that is not complete", reasonSchema.shape.code.options.map(reasonSection)],
    ["error of a source", SOURCE_ERROR_CODES.map(errorSection)],
    ["kind of problem", FILE_PROBLEMS.map((problem) => `problem-${problem}`)],
    ["condition of a message", NOTIFY_CONDITIONS.map((condition) => `alert-${condition}`)],
    ["finding", ["scanner-outage", "uploader-cluster", "type-cluster"].map((kind) => `finding-${kind}`)],
    [
      "code of the log",
      ["TimeBox", "Superseded", "telemetry-not-delivered", "not-told", "bucket-not-reached", "case-by-case"].map(
        (code) => codeSection(code) ?? "none",
      ),
    ],
  ])("has a section for each %s", (_, ids) => {
    expect(ids.length).toBeGreaterThan(2);
    expect(ids.filter((id) => !anchors.includes(id))).toEqual([]);
  });

  it("keeps the ids that people have links to", () => {
    const stable = ["exit-code-0", "exit-code-4", "reason-deferred", "error-access-denied", "trouble-disk-full"];
    expect(anchors).toEqual(expect.arrayContaining([...stable, "alert-policy", "problem-rejected"]));
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const id of anchors) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
  });

  it("links to nothing that is not there, and mentions no section that is none", () => {
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id ?? "");
    expect(links.length).toBeGreaterThan(anchors.length);
    expect(links.filter((id) => !anchors.includes(id))).toEqual([]);
  });

  it("is linked to for each kind of problem where thresholds are explained", async () => {
    const guide = await readFile(join(dirname(RUN_BOOK_FILE), "guides/schedule-it.md"), "utf8");
    const rows = [...guide.matchAll(/^\| `([\w-]+)` +\| \[(.+)\]\(\.\.\/run-book\.md#(problem-[\w-]+)\) +\|$/gm)];
    expect(rows.map(([, kind]) => kind)).toEqual([...FILE_PROBLEMS]);
    for (const [, kind = "", title, id] of rows) {
      expect(id).toBe(`problem-${kind}`);
      expect(SECTIONS.find((section) => section.id === id)?.title).toBe(title);
      expect(parseCondition(`${kind} > 0`)).toMatchObject({ ok: true });
    }
  });

  it("is linked to by other pages where it has something", async () => {
    const docs = dirname(RUN_BOOK_FILE);
    const pages = (await readdir(docs, { recursive: true })).filter((name) => name.endsWith(".md"));
    const texts = await Promise.all(pages.map((name) => readFile(join(docs, name), "utf8")));
    const links = texts.flatMap((text) => [...text.matchAll(/run-book\.md#([\w-]+)/g)].map(([, id]) => id ?? ""));
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title = ""]) =>
      title.toLowerCase().replaceAll(" ", "-"),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((id) => !anchors.includes(id) && !headings.includes(id))).toEqual([]);
    const others = [...page.matchAll(/\]\(([\w/-]+\.md)/g)].map(([, name]) => name ?? "");
    expect(others).toContain("deploy/state-on-s3.md");
    expect(others.filter((name) => !pages.includes(name))).toEqual([]);
  });

  it("sends whoever meets a state in use to the script that copies one, and says what two schedules come to", async () => {
    const [, section = ""] = /<a id="reason-state-in-use"><\/a>([\s\S]*?)<a id=/.exec(page) ?? [];
    const [, heading = ""] = /\[a copy of a state\]\(report-job\.md#([\w-]+)\)/.exec(section) ?? [];
    const text = await readFile(join(dirname(RUN_BOOK_FILE), "report-job.md"), "utf8");
    const titles = text.match(/^### A copy of a state.*[\s\S]*?^copy_state\(\) \{/m)?.[0].split("\n") ?? [];
    expect(
      titles[0]
        ?.replace(/^### /, "")
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    ).toBe(heading);
    expect(section).toMatch(/'Another schedule uses the states in …'.*makes no call and ends that slot with 4/);
  });

  it("says of everything what it means, how to confirm it, and what to do", () => {
    for (const { title, means, confirm, mend } of SECTIONS) {
      expect(means, title).toMatch(/[.)]$/);
      expect(confirm.length, title).toBeGreaterThan(0);
      expect(mend.length, title).toBeGreaterThan(0);
      for (const step of mend) expect(step, title).toMatch(/[.)?]$/);
    }
  });
});

describe("the sections that code names", () => {
  it("are all in the run book", async () => {
    const { globSync } = await import("node:fs");
    const root = `${import.meta.dirname}/..`;
    const named = new Set<string>();
    for (const file of globSync("**/*.ts", { cwd: root })) {
      if (file.includes(".test") || file.startsWith("run-book/")) continue;
      const text = await readFile(`${root}/${file}`, "utf8");
      for (const [, id] of text.matchAll(/"((?:trouble|reason|alert|error|exit-code)-[a-z0-9-]+)"/g))
        named.add(id ?? "");
    }
    expect(named).toContain("trouble-disk-full");
    expect([...named].filter((id) => !anchors.includes(id))).toEqual([]);
  });

  it.each([
    ["AccessDeniedException", "error-access-denied"],
    ["TimeBox", "error-time-box"],
    ["not-told", "trouble-not-told"],
    ["defect", undefined],
    [404, undefined],
  ])("of the code %s are %s", (code, id) => {
    expect(codeSection(code)).toBe(id);
  });
});
