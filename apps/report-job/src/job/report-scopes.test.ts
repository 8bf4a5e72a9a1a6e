import { expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import { reportScopes } from "./report-scopes.ts";

it.each([
  [{}, {}, undefined],
  [{ endpoint: "http://127.0.0.1:1" }, { AWS_ENDPOINT_URL: "http://127.0.0.1:2" }, "http://127.0.0.1:1"],
  [{}, { AWS_ENDPOINT_URL: "http://127.0.0.1:2" }, "http://127.0.0.1:2"],
  [
    {},
    { AWS_ENDPOINT_URL: "http://127.0.0.1:2", AWS_ENDPOINT_URL_CONNECT: "http://127.0.0.1:3" },
    "http://127.0.0.1:3",
  ],
  [{}, { AWS_ENDPOINT_URL_CONNECT: "" }, undefined],
])(
  "the report is told where a scope with %j and the environment %j is asked: %s",
  (settings, environment, endpoint) => {
    const config = parseConfig({ scopes: [{ name: "a", region: "eu-central-1", ...settings }] });
    if (!config.ok) throw new Error("the test's own configuration is wrong");
    expect(reportScopes(config.value, environment)[0]?.endpoint).toBe(endpoint);
  },
);
