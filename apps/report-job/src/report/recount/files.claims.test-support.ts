import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parquetMetadataAsync } from "hyparquet";
import type { Claim } from "./claim.test-support.ts";
import { countedBy, type FileLine } from "./files-table.test-support.ts";
import { GIVEN } from "./given.test-support.ts";
import { arnEnd, files, grouped, lasted, sizedExactly } from "./human-text.test-support.ts";
import { type Claims, needsAPerson, PERSON, type Recount } from "./recount.test-support.ts";

/** The list of files: each that needs a person once, with its size and age, and how many there are to choose from. */
export const claimsOfFiles: Claims = (recount) => {
  const { page, lines } = recount;
  const person = lines.filter(needsAPerson);
  const rows = page.find("#files-table").querySelectorAll("tbody tr");
  const cases = countedBy(person, ({ scope, case: of, id }) => `${scope} ${arnEnd(of)} ${id}`);
  const keys = rows.map((row) =>
    ["[data-heading=Scope]", "[data-heading=Case]", "th .id"]
      .map((part) => row.querySelector(part)?.text.trim())
      .join(" "),
  );
  return [
    {
      name: "every file that needs a person is listed once",
      holds:
        rows.length === person.length &&
        keys.every((key) => cases.get(key)?.length === 1) &&
        new Set(keys).size === person.length,
    },
    { name: "how many files are listed", element: page.find("#files-shown"), says: [files(person.length)] },
    ...rows.flatMap((row, index) => claimsOfRow(recount, row, cases.get(keys[index] ?? "")?.[0])),
    ...claimsOfChoices(recount, person),
  ];
};

function claimsOfRow(
  { generatedAtMs }: Recount,
  row: ReturnType<Recount["page"]["find"]>,
  line: FileLine | undefined,
): readonly Claim[] {
  if (line === undefined) return [];
  const bornMs = line.createdMs ?? line.attachedMs;
  const cell = (heading: string) => row.querySelector(`[data-heading=${heading}]`);
  const iso = bornMs === undefined ? "" : new Date(bornMs).toISOString();
  const age = bornMs === undefined ? "not told" : lasted(Math.max(0, generatedAtMs - bornMs));
  return [
    {
      name: `the size of ${line.id}`,
      element: cell("Size"),
      says: line.bytes === undefined ? ["not told"] : [sizedExactly(line.bytes)],
    },
    { name: `the age of ${line.id}`, element: cell("Age"), says: bornMs === undefined ? [age] : [`${age} (${iso})`] },
    {
      name: `what ${line.id} is sorted by`,
      holds:
        cell("Size")?.getAttribute("data-key") === String(line.bytes ?? "") &&
        cell("Age")?.getAttribute("data-key") === (bornMs === undefined ? "" : String(generatedAtMs - bornMs)),
    },
  ];
}

function claimsOfChoices({ page }: Recount, person: readonly FileLine[]): readonly Claim[] {
  const expected: Readonly<Record<string, readonly number[]>> = {
    problem: Object.values(PERSON)
      .map((has) => person.filter(has).length)
      .filter((count) => count > 0),
    status: [...countedBy(person, ({ status = "￿" }) => status)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, some]) => some.length),
    scope: [...countedBy(person, ({ scope }) => scope)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, some]) => some.length),
  };
  return Object.entries(expected).flatMap(([name, counts]) => {
    const options = page.find(`select[name=${name}]`).querySelectorAll("option").slice(1);
    return [
      { name: `choices of ${name}`, holds: options.length === counts.length },
      ...options.map((element, index) => {
        const status = name === "status" ? element.text.replace(/ \(.*/, "") : "";
        return {
          name: `choice ${index} of ${name}`,
          element,
          says: [status, `(${grouped(counts[index] ?? Number.NaN)})`],
        };
      }),
    ];
  });
}

/** The tables beside the page: their rows as they are read, their sizes as they stand on the disk. */
export async function claimsOfTables({ page, last }: Recount): Promise<readonly Claim[]> {
  const items = page.find("section[aria-labelledby=tables]").querySelectorAll("li");
  const claims: Claim[] = [{ name: "all tables are listed", holds: items.length === 7 }];
  for (const element of items) {
    const file = element.querySelector("a")?.text ?? "";
    const { size } = await stat(join(last, file));
    const rows = await rowsOf(join(last, file));
    const words =
      file === "report.xlsx"
        ? [`first ${GIVEN.workbookRows} problems, no files`, `at most ${GIVEN.workbookRows} rows`]
        : rows === undefined
          ? []
          : [`${grouped(rows)} rows`];
    claims.push({
      name: `rows and size of ${file}`,
      element,
      says: file === "report.json" ? [] : [...words, sizedExactly(size)],
    });
  }
  return claims;
}

async function rowsOf(path: string): Promise<number | undefined> {
  const content = await readFile(path);
  if (path.endsWith(".csv")) return parse(content, { columns: true }).length;
  if (path.endsWith(".ndjson")) return content.toString().trimEnd().split("\n").length;
  if (!path.endsWith(".parquet")) return undefined;
  const buffer = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
  return Number((await parquetMetadataAsync(buffer)).num_rows);
}
