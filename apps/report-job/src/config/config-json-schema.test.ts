import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { CONFIG_JSON_SCHEMA_FILE, configJsonSchema } from "./config-json-schema.ts";
import { parseConfig } from "./parse-config.ts";

const validate = new Ajv2020({ strict: false, formats: { uri: (text) => URL.canParse(text) } }).compile(
  JSON.parse(configJsonSchema()),
);

const SCOPE = `scopes:
  - name: main
    region: eu-central-1
    instanceId: 11111111-aaaa-4bbb-8ccc-222222222222
    domainIds: [d-1]
    profile: reports
    assumeRole: { roleArn: "arn:aws-cn:iam::111122223333:role/a/b", externalId: x-1, sessionName: me@work }
    endpoint: HTTPS://host:8443/path?query
    references: list.csv
`;

describe("the JSON Schema of the configuration", () => {
  it("is committed as it is generated (pnpm --filter @attached-files/report-job generate:schemas)", async () => {
    expect(await readFile(CONFIG_JSON_SCHEMA_FILE, "utf8")).toBe(configJsonSchema());
  });

  it.each([
    ["the least that is needed", "scopes: [{ name: main }]"],
    ["an unlimited quota", "scopes: [{ name: main, quota: { requestsPerSecond: unlimited } }]"],
    ["an unknown setting", "scopes: [{ name: main }]\nnonsense: 1"],
    ["a share of more than all", "scopes: [{ name: main, quota: { share: 2 } }]"],
    ["every setting of a scope", SCOPE],
    ["a Region with a blank", "scopes: [{ name: main, region: eu central }]"],
    ["an endpoint of another kind", "scopes: [{ name: main, endpoint: 'ftp://x' }]"],
    ["an endpoint with a password", "scopes: [{ name: main, endpoint: 'http://a:b@x' }]"],
    ["a role that is none", "scopes: [{ name: main, assumeRole: { roleArn: nonsense } }]"],
    ["a domain that is a path", "scopes: [{ name: main, domainIds: [a/b] }]"],
    ["no scope", "scopes: []"],
    ["a number where a text belongs", "scopes: [{ name: 5 }]"],
    ["half a failure", "scopes: [{ name: main }]\nrun: { stopAfterFailures: 0.5 }"],
    ["a quota of an operation", "scopes: [{ name: main, quota: { operations: { SearchCases: { burst: 3 } } } }]"],
    ["a quota of no operation", "scopes: [{ name: main, quota: { operations: { SearchCase: { burst: 3 } } } }]"],
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
