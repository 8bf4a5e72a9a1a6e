import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown, userArn } from "../testing/build-state.ts";
import { queryFiles } from "../testing/read-back.ts";
import { useReportFolder } from "../testing/report-folder.ts";
import { REDACTABLE, type Redactable, redactedName, redactedText } from "./redaction.ts";

const here = useReportFolder();
const KEY = "a key that nobody would guess";
const SECRETS: Readonly<Record<Redactable, readonly string[]>> = {
  names: ["Annabel Schmidt divorce.pdf", "Zweitname Mustermann.jpg"],
  uploaders: ["agent-of-the-month-4711"],
  tags: ["Mustermann-customer-0815"],
};

async function stateOfSecrets(): Promise<void> {
  const [name = "", other = ""] = SECRETS.names;
  const uploader = userArn(SECRETS.uploaders[0] ?? "");
  const tags = JSON.stringify({ customer: SECRETS.tags[0] });
  const file = { file_name: name, created_by: uploader, tags };
  await here.state("main", {
    outcomes: [
      aFile("f1", file),
      aFile("f2", { ...file, file_name: other, file_status: "REJECTED" }),
      aFile("f3", { ...file, outcome: "failed", error_code: "X", error_message: `cannot read ${name} of ${uploader}` }),
      aFile("f4", { ...file, unknown_members: JSON.stringify({ Owner: { name, uploader, tags } }) }),
      anUnknown("f5", "unanswered"),
    ],
    irregularities: [
      {
        kind: "unknown-member",
        path: "Files[3].Owner",
        file_id: "f4",
        associated_resource_arn: null,
        detail: `${name} ${uploader} ${tags}`,
      },
    ],
  });
}

/** Everything that was written, as text; Parquet and the workbook by their rows, because they are compressed. */
async function everything(redact: readonly Redactable[]): Promise<string> {
  const written = await here.write({ redaction: { kinds: redact, key: KEY } });
  const names = await readdir(written.folder);
  const texts = await Promise.all(names.map((name) => readFile(join(written.folder, name), "latin1")));
  const { filesParquet, problemsParquet, workbook } = written.paths;
  const compressed = [
    await queryFiles(`FROM '${filesParquet}'`),
    await queryFiles(`FROM '${problemsParquet}'`),
    (await readXlsx(await readFile(workbook))).sheets.map(({ rows }) => rows),
  ];
  const asJson = JSON.stringify(compressed, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  return [...texts, asJson].join("\n");
}

function found(text: string): Redactable[] {
  return REDACTABLE.filter((kind) => SECRETS[kind].some((secret) => text.includes(secret)));
}

describe("a redacted report", () => {
  it("holds nothing of what was redacted, in any output, and all of the rest", async () => {
    await stateOfSecrets();
    expect(found(await everything([]))).toEqual(REDACTABLE);
    expect(found(await everything(["names", "uploaders", "tags"]))).toEqual([]);
    expect(found(await everything(["names"]))).toEqual(["uploaders", "tags"]);
    expect(found(await everything(["uploaders"]))).toEqual(["names", "tags"]);
    expect(found(await everything(["tags"]))).toEqual(["names", "uploaders"]);
  });

  it("shows the hash in the place of the text, says what is redacted, and never the key", async () => {
    await stateOfSecrets();
    const text = await everything(["names", "uploaders"]);
    const [name = ""] = SECRETS.names;
    expect(text).toContain(`"file_name":"${redactedName(name, KEY)}"`);
    expect(text).toContain(redactedText(userArn(SECRETS.uploaders[0] ?? ""), KEY));
    expect(text).toMatch(/"redacted": \[\s*"names",\s*"uploaders"\s*\]/);
    expect(text).toContain("File names and uploaders stand as keyed hashes");
    expect(text).not.toContain(KEY);
  });
});
