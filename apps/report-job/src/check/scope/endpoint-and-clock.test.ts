import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { clockFinding, endpointFindings } from "./endpoint-and-clock.ts";

const CONNECT = "https://connect.eu-central-1.amazonaws.com";
const CASES = "https://cases.eu-central-1.amazonaws.com";
const UNREACHABLE = new SourceError("SourceUnreachable", "connect ECONNREFUSED");

describe("a service's address", () => {
  it("is told once for all calls, and passed whatever the service answered", () => {
    const denied = new SourceError("AccessDeniedException", "no");
    const probes = [
      { origin: CONNECT, value: {} },
      { origin: CONNECT, error: denied },
      { origin: CASES, value: {} },
    ];
    expect(endpointFindings("main", probes, "").map(({ result, text }) => [result, text])).toEqual([
      ["passed", `${CONNECT} answers`],
      ["passed", `${CASES} answers`],
    ]);
  });

  it("fails where nobody answers, and says so of a proxy that is not heeded", () => {
    const [finding] = endpointFindings("main", [{ origin: CONNECT, error: UNREACHABLE }], " Heed the proxy.");
    expect(finding).toMatchObject({ result: "failed", weight: "unavailable" });
    expect(finding?.text).toContain("ECONNREFUSED");
    expect(finding?.next).toMatch(/Heed the proxy\.$/);
  });

  it("fails where a proxy or a load balancer answered in the service's place", () => {
    const error = new SourceError("ForeignAnswer", "HTTP 502 with content of no type");
    expect(endpointFindings("main", [{ origin: CONNECT, error }], "")).toMatchObject([
      {
        result: "failed",
        weight: "unavailable",
        text: expect.stringContaining("HTTP 502"),
        next: expect.stringMatching(/^Something else answered there: look at proxies .*'curl -sSI https:\S+' shows/),
      },
    ]);
  });

  it.each([
    [
      "eu-centrl-1",
      "ENOTFOUND",
      /^Correct the Region if eu-centrl-1 is none \(did you mean eu-central-1\?\)\. Else: Check/,
    ],
    ["frankfurt", "ENOTFOUND", /^Correct the Region if frankfurt is none \(did you mean eu-central-1\?\)\./],
    ["eu-nowhere", "ENOTFOUND", /^Correct the Region if eu-nowhere is none\. Else: Check/],
    ["eu-nowhere", "ECONNREFUSED", /^Check the address/],
    ["eu-central-1", "ENOTFOUND", /^Check the address/],
  ])("in the Region %s, with %s, is mended by what is likely", (region, code, next) => {
    const error = new SourceError("SourceUnreachable", `getaddrinfo ${code} connect.${region}.amazonaws.com`);
    const probes = [{ origin: `https://connect.${region}.amazonaws.com`, error }];
    expect(endpointFindings("main", probes, "", region)[0]?.next).toMatch(next);
  });

  it("is unknown where no call got as far", () => {
    const error = new SourceError("CredentialsUnavailable", "none were found");
    expect(endpointFindings("main", [{ error }], "")).toMatchObject([{ result: "unknown" }]);
    expect(endpointFindings("main", [], "")).toMatchObject([{ result: "unknown" }]);
  });
});

describe("this machine's clock", () => {
  it.each([
    [900, "passed", "right to about a second"],
    [-45_000, "passed", "45 s behind"],
    [61_000, "failed", "61 s ahead of"],
    [-3_600_000, "failed", "3600 s behind"],
  ])("%i ms ahead is %s", (clockAheadMs, result, text) => {
    const finding = clockFinding("main", [{ clockAheadMs }]);
    expect(finding).toMatchObject({ result });
    expect(finding.text).toContain(text);
  });

  it("is judged by the answer that was quickest on its way, and unknown without any", () => {
    expect(clockFinding("main", [{ clockAheadMs: -70_000 }, { clockAheadMs: 400 }])).toMatchObject({
      result: "passed",
    });
    expect(clockFinding("main", [{}])).toMatchObject({ result: "unknown" });
  });
});
