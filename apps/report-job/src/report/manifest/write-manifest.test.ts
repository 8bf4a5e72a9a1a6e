import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { REPORT_FILES } from "../report-files.ts";
import { aFile, anUnknown, SLOT } from "../testing/build-state.ts";
import { readReport, useReportFolder } from "../testing/report-folder.ts";
import { MANIFEST_JSON_SCHEMA_FILE, manifestJsonSchema } from "./manifest-json-schema.ts";
import { type Manifest, manifestSchema } from "./manifest-schema.ts";

const here = useReportFolder();

async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(path, "utf8")) as Manifest;
}

describe("manifest.json", () => {
  it("lists every other file of the folder, as it stands there, with the rows of those that have rows", async () => {
    await here.state("main", {
      outcomes: [aFile("f1"), aFile("f2", { file_status: "REJECTED" }), anUnknown("f3", "deferred")],
    });

    const { folder, paths } = await here.write();

    const { files } = await readManifest(paths.manifest);
    expect([...files.map(({ file }) => file), basename(paths.manifest)].sort()).toEqual((await readdir(folder)).sort());
    expect((await readdir(folder)).sort()).toEqual(Object.values(REPORT_FILES).sort());
    for (const { file, sizeBytes, sha256 } of files) {
      const bytes = await readFile(join(folder, file));
      const digest = createHash("sha256").update(bytes).digest("hex");
      expect({ file, sizeBytes, sha256 }).toEqual({ file, sizeBytes: bytes.length, sha256: digest });
    }
    const rows = Object.fromEntries(files.map(({ file, rows: count }) => [file, count]));
    expect(rows).toMatchObject({ "files.csv": 3, "files.parquet": 3, "problems.csv": 2, "report.html": null });
  });

  it("names slot, status, moment and runs as report.json does", async () => {
    await here.state("main", { outcomes: [aFile("f1")], run: { run_id: "6f9619ff-8b86-4011-b42d-00cf4fc964ff" } });
    await here.state("older", { outcomes: [aFile("f1")], run: { slot: "2026-11-23" } });

    const written = await here.write({ scopeNames: ["main", "older", "nowhere"] });

    const { slot, status, generatedAt } = await readReport(written);
    const manifest = await readManifest(written.paths.manifest);
    expect(manifest).toMatchObject({ schemaVersion: 1, reportSchemaVersion: 1, slot, status, generatedAt });
    expect(status).toBe("partial");
    expect(manifest.runs).toEqual([
      { scope: "main", runId: "6f9619ff-8b86-4011-b42d-00cf4fc964ff", slot: SLOT, status: "complete" },
      { scope: "older", runId: null, slot: "2026-11-23", status: "complete" },
    ]);
  });

  it("has a committed schema that is the program's own (else: pnpm generate:schemas), and keeps it", async () => {
    const text = await readFile(MANIFEST_JSON_SCHEMA_FILE, "utf8");
    expect(text).toBe(manifestJsonSchema());
    await here.state("main", { outcomes: [aFile("f1")] });
    const manifest = await readManifest((await here.write()).paths.manifest);
    const validate = new Ajv2020({ strict: true, formats: { "date-time": true } }).compile(JSON.parse(text));
    validate(manifest);
    expect(validate.errors ?? []).toEqual([]);
    expect(manifestSchema.parse(manifest)).toEqual(manifest);
    const [first] = manifest.files;
    expect(validate({ ...manifest, files: [{ ...first, sha256: "none" }] })).toBe(false);
  });
});
