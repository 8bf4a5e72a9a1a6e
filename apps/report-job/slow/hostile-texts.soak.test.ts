import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { parse as parseHtml } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exactText } from "../src/report/testing/read-back.ts";
import { attach, type HostileCentre, openHostileCentre } from "./hostile-centre.ts";
import { HOSTILE_TEXTS, RAW_CONTROLS, WORST } from "./hostile-texts.ts";

let centre: HostileCentre;
let report: string;
const answers = new Map<string, string>();

/** Two runs, the second one partial with a hostile reason, and every command that shows what is known. */
beforeAll(async () => {
  centre = await openHostileCentre();
  const { command, watched, desk } = centre;
  await command("run", "--slot", WORST);
  await command("run", "--slot", "s1");
  for (const [index, text] of HOSTILE_TEXTS.entries()) attach(desk, index, text, true);
  desk.fake.faults.next({ operation: "SearchCases", error: "AccessDeniedException", message: WORST, times: "always" });
  desk.fake.faults.next({
    operation: "SearchAllRelatedItems",
    error: "AccessDeniedException",
    message: WORST,
    times: "always",
  });
  await watched("run", "--slot", "s2", "--full");
  await command("run", "--slot", "s3", "--full", "--log", "json");
  const sql = "SELECT * FROM files ORDER BY ALL";
  await command("plan", "--full");
  await command("runs");
  await command("changes", "--from", "s1");
  await command("query", sql);
  for (const format of ["json", "ndjson", "csv"]) answers.set(format, await command("query", sql, "--format", format));
  answers.set("changes", await command("changes", "--from", "s1", "--format", "ndjson"));
  (await import("node:fs")).writeFileSync(
    "/tmp/printed.json",
    JSON.stringify([...centre.printed, centre.logged, [...centre.listeners.heard]], null, 1),
  );
  report = join(desk.folder, "reports/s2");
});
afterAll(() => centre.close());

const read = (file: string) => readFile(join(report, file), "utf8");
/** Which of the texts are missing; the texts themselves would fill a screen. */
const missing = (found: readonly unknown[]) =>
  HOSTILE_TEXTS.flatMap((text, index) =>
    found.includes(`${text}!`) ? [] : [`text ${index}: ${JSON.stringify(text.slice(0, 60))}`],
  );

describe("strangers' texts are exactly what they were", () => {
  it("in Parquet", async () => {
    const file = await asyncBufferFromFile(join(report, "files.parquet"));
    const rows = await parquetReadObjects({ file, compressors });
    expect(missing(rows.map((row) => row.file_name))).toEqual([]);
    for (const [column, of] of [
      ["error_message", (text: string) => text],
      ["tags", (text: string) => JSON.stringify({ [text]: text })],
    ] as const) {
      const found = new Set(
        rows.map((row) =>
          column === "tags" ? JSON.stringify(JSON.parse(String(row[column] ?? "null"))) : row[column],
        ),
      );
      expect(HOSTILE_TEXTS.filter((text) => !found.has(of(text)))).toEqual([]);
    }
  });

  it("in NDJSON and report.json, where what commands a terminal is JSON's escape", async () => {
    const lines = (await read("files.ndjson")).trimEnd().split("\n");
    const files = lines.map((line) => JSON.parse(line) as Record<string, never>);
    expect(missing(files.map(({ FileName }) => FileName))).toEqual([]);
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      const file = files.find(({ FileName }) => FileName === `${text}!`) ?? {};
      expect(file).toMatchObject({ Tags: { [text]: text }, FileUseCaseType: text });
      if (index % 3 === 2) expect(file[`Member ${text}`]).toEqual({ [text]: [text] });
    }
    const { whyNotComplete, breakdowns, policy } = JSON.parse(await read("report.json"));
    expect(JSON.stringify(whyNotComplete)).toContain(JSON.stringify(WORST).slice(1, -1));
    expect(breakdowns.useCase.entries.length).toBeGreaterThan(30);
    expect(policy.rules[0].sentence).toBe(WORST);
    for (const file of ["files.ndjson", "report.json", "manifest.json"])
      expect(await read(file)).not.toMatch(RAW_CONTROLS);
  });

  it("in results for programs", () => {
    const rows = [
      JSON.parse(answers.get("json") ?? ""),
      (answers.get("ndjson") ?? "")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ];
    for (const files of rows) expect(missing(files.map((file: Record<string, unknown>) => file.file_name))).toEqual([]);
    const changes = (answers.get("changes") ?? "").trimEnd().split("\n");
    expect(missing(changes.map((line) => JSON.parse(line).after))).toEqual([]);
  });

  it("in CSV by its conventions, and no cell is a formula or commands a terminal", async () => {
    for (const text of [await read("files.csv"), answers.get("csv") ?? ""]) {
      const cells = parse(text, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
      expect(missing(cells.map(({ file_name: name = "" }) => exactText(name)))).toEqual([]);
      expect(text.replaceAll("\r\n", "\n")).not.toMatch(RAW_CONTROLS);
      const started = cells.flatMap((row) => Object.values(row)).filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/u.test(cell));
      expect(started.filter((cell) => !/^-?\d+$/.test(cell))).toEqual([]);
    }
  });

  it("in the workbook as texts, with escapes where XML has no such character", async () => {
    const { sheets } = await readXlsx(await readFile(join(report, "report.xlsx")));
    const rows = sheets.find(({ name }) => name === "files")?.rows ?? [];
    const cells = rows.flat().filter((cell) => typeof cell === "string");
    const exact = new Set(
      cells.map((cell) =>
        cell.replaceAll(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
      ),
    );
    expect(missing([...exact])).toEqual([]);
    expect(cells.filter((cell) => RAW_CONTROLS.test(cell))).toEqual([]);
  });
});

describe("strangers' texts do nothing", () => {
  it("on a terminal or in a pipe, whatever the command", () => {
    expect(centre.printed.size).toBeGreaterThan(10);
    for (const [command, text] of centre.printed) {
      const lines = text
        .replaceAll("\r\n", "\n")
        .split("\n")
        .filter((line) => RAW_CONTROLS.test(line));
      expect(lines, command).toEqual([]);
    }
    expect([...centre.printed.values()].join("")).toContain("evil.example");
  });

  it("in lines of JSON, of which each is one line", () => {
    expect(centre.logged.length).toBeGreaterThan(5);
    for (const line of centre.logged) {
      expect(JSON.parse(line)).toHaveProperty("msg");
      expect(line).not.toMatch(RAW_CONTROLS);
    }
    expect(centre.logged.join("")).toContain("evil.example");
  });

  it("on the page", async () => {
    const html = await read("report.html");
    expect(html.split("<").filter((part) => RAW_CONTROLS.test(part))).toEqual([]);
    const page = parseHtml(html, { blockTextElements: { script: false, style: false } });
    expect(page.querySelectorAll("script, style").map(({ attributes }) => Object.keys(attributes))).toEqual([[], []]);
    expect(
      page.querySelectorAll("img, iframe, object, embed, form, base, link, image, use, foreignObject, b, u, i, h4"),
    ).toEqual([]);
    const elements = page.querySelectorAll("*");
    const attributes = new Set(elements.flatMap(({ attributes: own }) => Object.keys(own)));
    expect([...attributes].filter((name) => /^on|^style$|^src|[^a-z0-9-]/i.test(name))).toEqual([]);
    const links = new Set(elements.map((each) => each.getAttribute("href")).filter((href) => href !== undefined));
    expect(
      [...links].filter((href) => !/^#[a-z-]+$|^(files|problems|report|summary|manifest)\.[a-z]+$/.test(href)),
    ).toEqual([]);
    expect(page.text).toContain("<script>alert('evil.example')</script>");
  });

  it("in Markdown and in chats that it is pasted into", async () => {
    const summary = await read("summary.md");
    expect(summary).not.toMatch(RAW_CONTROLS);
    expect(summary).toContain("script");
    // Code ends with its line, and holds no backtick; what is left is ours.
    const ours = summary.replaceAll(/`[^`\n]+`/g, "");
    expect(ours).not.toMatch(/evil|[`<>|@\\[\]!]/);
    expect(summary).not.toMatch(/<[!@#]|[@](?:channel|here|everyone)|<https?:/);
  });

  it("in messages, which hold only the operator's own, as text", () => {
    const { heard } = centre.listeners;
    expect([...heard.keys()].toSorted()).toEqual(["/json", "/slack", "/sns/", "/teams", "AWSEvents.PutEvents"]);
    const texts = new Map(
      [...heard].map(([path, body]) => [
        path,
        path === "/sns/" ? (new URLSearchParams(body).get("Message") ?? "") : body,
      ]),
    );
    for (const [path, text] of texts) {
      const decoded = path === "/sns/" ? text : JSON.stringify(JSON.parse(text));
      expect(decoded, path).not.toMatch(RAW_CONTROLS);
      expect(decoded, path).not.toMatch(/\\u00[019]|HYPERLINK|agent\//);
    }
    // Ticks without a mark behind them are ours, around a name that can be copied.
    const slack = texts.get("/slack")?.replaceAll(/`[\w :./~-]+`/g, "");
    expect(slack).not.toMatch(/<!|<http|@channel|`(?!\u200b)/);
    expect(texts.get("/teams")).not.toContain('TextBlock","text');
  });

  it("in names of folders, files and keys", async () => {
    const folder = await readdir(join(centre.desk.folder, "reports"), { recursive: true });
    const keys = await readdir(centre.bucket.directory, { recursive: true });
    expect(keys.length).toBeGreaterThan(20);
    expect([...folder, ...keys].filter((path) => !/^[A-Za-z0-9._~=/-]+$/.test(path))).toEqual([]);
    expect(centre.bucket.requests.filter((request) => /evil|script|%1b|%E2%80/i.test(request))).toEqual([]);
  });
});
