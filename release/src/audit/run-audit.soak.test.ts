import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { runAudit } from "./run-audit.ts";
import { isPassed, verdictText } from "./verdict-text.ts";

/** A registry that answers every question about advisories alike. */
async function registry(status: number, answer: unknown): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
}

const ADVISORY = {
  id: 1,
  url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
  title: "Bad",
  severity: "high",
  vulnerable_versions: "<999",
};

describe("an audit", () => {
  it("is clean where the registry knows nothing against what is installed", async () => {
    const verdict = await runAudit(await registry(200, {}));
    expect(verdict).toEqual({ kind: "audited", shipped: [], others: [] });
    expect(isPassed(verdict, true)).toBe(true);
    expect(verdictText(verdict)).toEqual([expect.stringContaining("audit: clean")]);
  });

  it("fails on what users install, and names it and the way it comes", async () => {
    const verdict = await runAudit(await registry(200, { yaml: [ADVISORY], knip: [{ ...ADVISORY, id: 2 }] }));
    expect(isPassed(verdict, false)).toBe(false);
    expect(verdictText(verdict)).toEqual([
      "audit: failed: 1 about what users install, 1 about what only development needs",
      expect.stringMatching(/^ {2}shipped: yaml, high: Bad \(https:.*\), through apps__report-job>yaml/),
      expect.stringMatching(/^ {2}development: knip, high: Bad/),
    ]);
  });

  it("passes, and tells of it, where only development needs what is bad", async () => {
    const verdict = await runAudit(await registry(200, { "@20minutes/s3rver": [ADVISORY] }));
    expect(isPassed(verdict, true)).toBe(true);
    expect(verdictText(verdict)[1]).toContain("development: @20minutes/s3rver");
  });

  it("is unknown, and not clean, where the registry does not answer the question", async () => {
    const verdict = await runAudit(await registry(405, { error: "no" }));
    expect(verdictText(verdict)).toEqual([
      "audit: unknown: not audited, because the registry answered the question with 405",
    ]);
    expect([isPassed(verdict, false), isPassed(verdict, true)]).toEqual([true, false]);
  });
});
