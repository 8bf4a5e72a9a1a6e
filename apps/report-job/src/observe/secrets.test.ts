import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSink } from "./json-sink.ts";
import { Log } from "./log.ts";
import { secretValues } from "./secret-values.ts";
import { redaction } from "./secrets.ts";
import { textSink } from "./text-sink.ts";

const { text, value } = redaction([]);
const KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

describe("what looks like a secret", () => {
  it.each([
    [
      "a signed URL",
      `https://s3/x?X-Amz-Signature=${KEY}&X-Amz-Date=1`,
      "https://s3/x?X-Amz-Signature=[secret]&X-Amz-Date=1",
    ],
    ["a token in a URL", `?X-Amz-Security-Token=${KEY} refused`, "?X-Amz-Security-Token=[secret] refused"],
    ["a credential in a URL", "?X-Amz-Credential=AKIDEXAMPLE%2F20261124&a=b", "?X-Amz-Credential=[secret]&a=b"],
    ["a variable", `AWS_SECRET_ACCESS_KEY=${KEY}`, "AWS_SECRET_ACCESS_KEY=[secret]"],
    ["a line of a profile", `aws_session_token = ${KEY}`, "aws_session_token = [secret]"],
    ["a member of JSON", `{"SecretAccessKey":"${KEY}","a":1}`, '{"SecretAccessKey":"[secret]","a":1}'],
    ["a member as Node.js shows it", `{ sessionToken: '${KEY}' }`, "{ sessionToken: '[secret]' }"],
    ["a colon", `token: ${KEY}, again`, "token: [secret], again"],
    [
      "a header",
      `Authorization: AWS4-HMAC-SHA256 Credential=A/b, SignedHeaders=host, Signature=${KEY}`,
      "Authorization: [secret]",
    ],
    ["a bearer", `sent Bearer ${KEY}`, "sent Bearer [secret]"],
    ["a URL with a password", "at http://me:pa55@host/x", "at http://[secret]@host/x"],
    ["an access key id", "key AKIAIOSFODNN7EXAMPLE is", "key [secret] is"],
    ["a session token of STS", `the IQoJb3JpZ2luX2VjEA${KEY}== is`, "the [secret] is"],
    ["a JWT", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P", "got [secret]"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end", "[secret] end"],
  ])("is hidden: %s", (_, given, shown) => {
    expect(text(given)).toBe(shown);
  });

  it.each([
    "ExpiredTokenException: The security token included in the request is expired",
    "ExpiredToken: The token is expired",
    "CredentialsUnavailable: Could not load credentials from any providers",
    "InvalidSignatureException: Signature expired: 20261124T060000Z is now earlier",
    "main: finding files (Cases domain-1 of eu-central-1)",
    "arn:aws:iam::111122223333:role/attached-files",
    "at http://127.0.0.1:4010/attached-files/i-1",
    "slot 2026-11-24T06:00:00Z was partial",
    "b3f1c8e2d4a5968778695a4b3c2d1e0f12345678",
  ])("is not seen in %s", (given) => {
    expect(text(given)).toBe(given);
  });

  it("is hidden under a secret's name, at any depth, and numbers are not", () => {
    expect(
      value({ a: [{ sessionToken: KEY, Authorization: { scheme: KEY } }], tokens: 5, apiKey: null, b: `token=${KEY}` }),
    ).toEqual({
      a: [{ sessionToken: "[secret]", Authorization: "[secret]" }],
      tokens: 5,
      apiKey: null,
      b: "token=[secret]",
    });
  });

  it("is looked for in a time that grows with the text alone", () => {
    for (const piece of ["eyJ-", "token=", "-----BEGIN PRIVATE KEY-----", "Bearer ", "://a:", "secret   "]) {
      const since = performance.now();
      text(piece.repeat(20_000 / piece.length));
      expect(performance.now() - since).toBeLessThan(2000);
    }
  });
});

describe("the secrets of an environment", () => {
  it("are the values of secret names, and neither places of secrets nor words", () => {
    expect(
      secretValues({
        AWS_SECRET_ACCESS_KEY: KEY,
        AWS_SESSION_TOKEN: "long-enough",
        DB_PASSWORD: "long-enough-too",
        AWS_WEB_IDENTITY_TOKEN_FILE: "/var/run/token",
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/var/run/other",
        CREDENTIALS_DIRECTORY: "/run/credentials/attached-files.service",
        AWS_REGION: "eu-central-1",
        API_KEY: "test",
        PATH: "/usr/bin:/bin",
      }),
    ).toEqual([KEY, "long-enough", "long-enough-too"]);
  });

  const secret = fc
    .string({ minLength: 8, maxLength: 60, unit: "grapheme" })
    .filter((each) => !"[secret] … (cut: characters)".includes(each) && each.trim().length >= 8);

  it("never appear, wherever they stand and whatever stands around them", () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), fc.string(), (hidden, before, after, name) => {
        const written: string[] = [];
        const redact = redaction(secretValues({ AWS_SECRET_ACCESS_KEY: hidden }));
        const to = { write: (line: string) => void written.push(line) };
        const sinks = [
          jsonSink({ runId: "r", date: () => new Date(0), redact, to }),
          textSink((line) => written.push(line), redact),
        ];
        for (const log of sinks.map((sink) => new Log(sink))) {
          log.info(before + hidden + after);
          log.error([before, `${hidden}${after}`], { [name]: hidden, deep: [{ [hidden]: before + hidden }] });
          log.warn(`?a=${encodeURIComponent(hidden)}&b`, { cause: new Error(`${before}${hidden}`) });
        }
        const shown = written.join("");
        expect(shown).not.toContain(hidden);
        expect(shown).not.toContain(encodeURIComponent(hidden));
        expect(shown).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
      { numRuns: 200 },
    );
  });

  it("never appear in forms that name them, though nobody told them", () => {
    const random = fc.stringMatching(/^[A-Za-z0-9/+]{40}$/);
    const form = fc.constantFrom(
      (each: string) => `AWS_SECRET_ACCESS_KEY=${each}`,
      (each: string) => `https://host/path?X-Amz-Security-Token=${encodeURIComponent(each)}&X-Amz-Signature=${each}`,
      (each: string) => `{"secretAccessKey": "${each}", "sessionToken": "${each}"}`,
      (each: string) => `authorization: AWS4-HMAC-SHA256 Credential=x, Signature=${each}`,
      (each: string) => `password: ${each}`,
    );
    fc.assert(
      fc.property(random, form, fc.string(), fc.string(), (hidden, write, before, after) => {
        const shown = text(`${before} ${write(hidden)} ${after}`);
        expect(shown).not.toContain(hidden);
        expect(shown).not.toContain(encodeURIComponent(hidden));
      }),
      { numRuns: 500 },
    );
  });
});
