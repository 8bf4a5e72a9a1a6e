import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Report } from "../report/report-schema.ts";
import { memoryStore } from "./memory-store.test-support.ts";
import { type Pointer, pointerTo, readPointer, writePointer } from "./pointer.ts";
import { POINTER_JSON_SCHEMA_FILE, pointerJsonSchema } from "./pointer-json-schema.ts";

const run = (slot: string, finishedAt: string) => ({ run: { slot, finishedAt } });
const REPORT = {
  slot: "2026-11-24",
  status: "partial",
  generatedAt: "2026-11-24T06:02:06.000Z",
  scopes: [
    run("2026-11-24", "2026-11-24T06:02:05.000Z"),
    run("2026-11-24", "2026-11-24T06:03:05.000Z"),
    run("2026-11-25", "2026-11-25T06:00:00.000Z"),
    { run: null },
  ],
} as unknown as Report;
const NO_RUN = { ...REPORT, status: "no-data", scopes: [] } as Report;
const to = (report: Report): Pointer =>
  pointerTo(report, "reports/2026-11-24/ab/", "reports/2026-11-24/ab/manifest.json");

describe("latest.json and current.json", () => {
  it("have a committed schema that is the program's own (else: pnpm generate:schemas), and keep it", async () => {
    const text = await readFile(POINTER_JSON_SCHEMA_FILE, "utf8");
    expect(text).toBe(pointerJsonSchema());
    const validate = new Ajv2020({ strict: true, formats: { "date-time": true } }).compile(JSON.parse(text));
    const store = memoryStore(() => new Date());
    for (const report of [REPORT, NO_RUN]) {
      await writePointer(store, "latest.json", to(report), undefined);
      const written = JSON.parse(store.objects.get("latest.json")?.text ?? "") as Pointer;
      validate(written);
      expect(validate.errors ?? []).toEqual([]);
      expect(written).toEqual(to(report));
      for (const [name, value] of Object.entries({ status: "fine", prefix: "a", schemaVersion: 2, finishedAt: 7 })) {
        expect([name, validate({ ...written, [name]: value })]).toEqual([name, false]);
      }
      for (const name of Object.keys(written)) expect(validate({ ...written, [name]: undefined })).toBe(false);
    }
  });

  it("tell when the last run of the report's own slot finished", () => {
    expect([to(REPORT).finishedAt, to(NO_RUN).finishedAt]).toEqual(["2026-11-24T06:03:05.000Z", null]);
  });

  it.each(["{", "[]", '{"schemaVersion":2}', JSON.stringify({ ...to(REPORT), status: "fine" })])(
    "are as good as none where they hold %j",
    async (text) => {
      const store = memoryStore(() => new Date());
      await store.putText("latest.json", text, { contentType: "", metadata: {} });
      expect(await readPointer(store, "latest.json", undefined)).toBeUndefined();
    },
  );
});
