import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "./parse-config.ts";

const DOCS = new URL("../../../../docs/report-job.md", import.meta.url);

/** The blocks of YAML in the documentation that are settings, each by itself. */
async function documentedSettings(): Promise<Record<string, unknown>[]> {
  const text = await readFile(DOCS, "utf8");
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = ""]) => parse(block));
}

it("every example configuration of the documentation is one", async () => {
  const settings = await documentedSettings();
  for (const section of ["policy", "notify", "schedule"]) expect(settings.some((each) => section in each)).toBe(true);
  for (const { quota, ...each } of settings) {
    const scopes = [{ name: "main", ...(quota === undefined ? {} : { quota }) }];
    const parsed = parseConfig({ scopes, ...each });
    expect(parsed.ok ? [] : parsed.issues, JSON.stringify(each)).toEqual([]);
  }
});

it("every kind of target has an example", async () => {
  const targets = (await documentedSettings()).flatMap(
    ({ notify = [] }) => notify as { to: string; format?: string }[],
  );
  expect(new Set(targets.map(({ to, format = "" }) => `${to} ${format}`.trim()))).toEqual(
    new Set(["webhook slack", "webhook teams", "webhook json", "sns", "event-bridge"]),
  );
});
