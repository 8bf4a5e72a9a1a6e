import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { CONFIG_JSON_SCHEMA_FILE, configJsonSchema } from "./config-json-schema.ts";
import { parseConfig } from "./parse-config.ts";

const validate = new Ajv2020({ strict: false, formats: { uri: (text) => URL.canParse(text) } }).compile(
  JSON.parse(configJsonSchema()),
);

describe("the JSON Schema of the configuration", () => {
  it("is committed as it is generated (pnpm --filter @attached-files/report-job generate:schemas)", async () => {
    expect(await readFile(CONFIG_JSON_SCHEMA_FILE, "utf8")).toBe(configJsonSchema());
  });

  it.each([
    ["the least that is needed", "scopes: [{ name: main }]"],
    ["an unlimited quota", "scopes: [{ name: main, quota: { requestsPerSecond: unlimited } }]"],
    ["an unknown setting", "scopes: [{ name: main }]\nnonsense: 1"],
    ["a share of more than all", "scopes: [{ name: main, quota: { share: 2 } }]"],
    ["no scope", "scopes: []"],
    ["a number where a text belongs", "scopes: [{ name: 5 }]"],
    ["half a call in flight", "scopes: [{ name: main }]\nrun: { concurrency: 0.5 }"],
  ])("agrees with the program on %s", (_, yaml) => {
    const value: unknown = parseDocument(yaml).toJS();
    expect(validate(value)).toBe(parseConfig(value).ok);
  });

  it("describes every setting", () => {
    const undescribed: string[] = [];
    const visit = (schema: { properties?: object; description?: string; items?: object }, path: string): void => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const below = `${path}.${name}`;
        if (
          property.properties === undefined &&
          property.items?.properties === undefined &&
          property.description === undefined
        )
          undescribed.push(below);
        visit(property, below);
        if (property.items !== undefined) visit(property.items, `${below}[]`);
      }
    };
    visit(JSON.parse(configJsonSchema()), "");
    expect(undescribed).toEqual([]);
  });
});
