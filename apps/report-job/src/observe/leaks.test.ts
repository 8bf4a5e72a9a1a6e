import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import { reportEnd } from "../process/report-end.ts";
import type { ProgressStream } from "../terminal/progress-for.ts";
import { processObserver } from "./process-observer.ts";

const KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const KEY_LINES = ["MIIEowIBAAKCAQEAx1p4Nn0u9Vb0", "q2Zr7tYw5Ed8Lk3Jh6Gf4Ds2Aq1Z"];

/** What may not be seen, the environment that it comes from, and a text that it turns up in. */
const LEAKS: readonly (readonly [string, readonly string[], Record<string, string>, string])[] = [
  ["an access key", [KEY], { AWS_SECRET_ACCESS_KEY: KEY }, `could not sign with ${KEY}`],
  ["the id of a key", ["ASIAIOSFODNN7EXAMPLE"], {}, "the key ASIAIOSFODNN7EXAMPLE is not active"],
  [
    "a session token",
    ["s3ss10n-t0ken-of-nobody"],
    { AWS_SESSION_TOKEN: "s3ss10n-t0ken-of-nobody" },
    "token s3ss10n-t0ken-of-nobody expired",
  ],
  ["a session token of STS", [`IQoJb3JpZ2luX2VjE${KEY}`], {}, `of IQoJb3JpZ2luX2VjE${KEY} nothing is known`],
  [
    "a webhook by any name",
    ["/workflows/0f1e2d3c/invoke", "hook.example"],
    { OUR_HOOK: "https://hook.example/workflows/0f1e2d3c/invoke?v=1" },
    "POST https://hook.example/workflows/0f1e2d3c/invoke?v=1 failed",
  ],
  [
    "the path of a webhook alone",
    ["0f1e2d3c4b5a"],
    { OPS_URL: "https://hook.example/workflows/0f1e2d3c4b5a" },
    "404 for /workflows/0f1e2d3c4b5a",
  ],
  ["a webhook of Slack", ["T0/B0/abcdef"], {}, "https://hooks.slack.com/services/T0/B0/abcdef is gone"],
  [
    "a signature of Azure",
    ["c2lnbmF0dXJl"],
    {},
    "https://x.logic.azure.com/workflows/1/invoke?sp=2&sig=c2lnbmF0dXJl&v=1",
  ],
  [
    "a signed URL",
    [KEY, "AKIDEXAMPLE"],
    {},
    `PUT https://b.s3/x?X-Amz-Credential=AKIDEXAMPLE%2F1&X-Amz-Signature=${KEY}`,
  ],
  ["a signed URL with a token", [KEY], {}, `https://b.s3/x?X-Amz-Security-Token=${encodeURIComponent(KEY)}`],
  [
    "the redact key",
    ["of-all-reports-16"],
    { ATTACHED_FILES_REDACT_KEY: "of-all-reports-16" },
    "key of-all-reports-16",
  ],
  [
    "an Authorization header",
    [KEY],
    {},
    `request failed: authorization: AWS4-HMAC-SHA256 Credential=a, Signature=${KEY}`,
  ],
  ["a basic header", ["dXNlcjpwYXNzd29yZA"], {}, "Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA=="],
  [
    "a proxy's password",
    ["pr0xy-pa55"],
    { HTTPS_PROXY: "http://user:pr0xy-pa55@proxy:3128" },
    "connect to http://user:pr0xy-pa55@proxy:3128 and once more pr0xy-pa55",
  ],
  [
    "a proxy's password in base64",
    ["dXNlcjpwcjB4eS1wYTU1"],
    { HTTPS_PROXY: "http://user:pr0xy-pa55@proxy:3128" },
    "sent dXNlcjpwcjB4eS1wYTU1",
  ],
  ["a token in the place of a user", ["tok_0123456789abcdef"], {}, "https://tok_0123456789abcdef@host/x"],
  [
    "a header for the collector",
    ["k3y-of-collector", "b3arer-of-it"],
    { OTEL_EXPORTER_OTLP_HEADERS: "api-key=k3y-of-collector,authorization=Bearer%20b3arer-of-it" },
    "refused k3y-of-collector, and b3arer-of-it",
  ],
  [
    "headers of one signal",
    ["k3y-of-traces"],
    { OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x-team=k3y-of-traces" },
    "x-team k3y-of-traces",
  ],
  [
    "a private key in lines",
    KEY_LINES,
    {},
    ["could not use", "-----BEGIN RSA PRIVATE KEY-----", ...KEY_LINES, "-----END RSA PRIVATE KEY-----"].join("\n"),
  ],
  [
    "a JSON web token",
    ["eyJzdWIiOiIxMjM0"],
    {},
    "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN",
  ],
];

/** Everything that a process writes when such a text turns up in all the places that texts come from. */
async function written(environment: Record<string, string>, text: string, format: "text" | "json"): Promise<string> {
  const stream = new PassThrough();
  const lines: string[] = [];
  const observer = processObserver({
    runId: "3f2c9a6e-0000-4000-8000-000000000000",
    stream: stream as ProgressStream,
    environment,
    times: { now: () => 0, date: () => new Date(0), repeat: () => () => {} },
    json: { write: (line: string) => void lines.push(line) },
  });
  await observer.logAs(format);
  const { log, progress } = await observer.observe({ scope: "main", slot: "s1" });
  const cause = new Error(text);
  reportEnd("1.2.3", new JobError("unavailable", `The state cannot be used: ${text}`, cause), observer.log);
  const defect = new TypeError(text, { cause });
  reportEnd("1.2.3", defect, observer.log);
  reportEnd("1.2.3", text, observer.log);
  log.warn(text.split("\n"), { reason: text, error: defect, deep: { list: [text, { [text]: text }] } });
  log.info(`inner: ${text}`, { headers: { authorization: text, cookie: [text] } });
  progress.begin(`step ${text}`, "files", 10);
  progress.advance(1);
  progress.say(text, { level: "error", code: text });
  progress.end(text);
  return `${String(stream.read() ?? "")}${lines.join("")}`;
}

describe.each(["text", "json"] as const)("a log in %s", (format) => {
  it.each(LEAKS)("never shows %s", async (_, hidden, environment, text) => {
    const shown = await written(environment, text, format);
    expect(shown).toContain("[secret]");
    for (const secret of hidden) {
      expect(shown).not.toContain(secret);
      expect(shown).not.toContain(encodeURIComponent(secret));
      expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it("shows where AWS and a collector are asked, and the words of errors", async () => {
    const addresses = {
      AWS_ENDPOINT_URL_CONNECT: "http://127.0.0.1:4010/behind/a/gateway",
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example/some/longer/path",
    };
    const text = `asked ${Object.values(addresses).join(" and ")}: ExpiredToken: The token is expired`;
    expect(await written(addresses, text, format)).toContain(text);
  });
});
