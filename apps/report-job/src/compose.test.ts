import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeScope } from "./compose.ts";
import { parseConfig } from "./config/parse-config.ts";

const pacer = { acquire: async () => {}, throttled: () => {} };

/** Opens everything that a run would open, and closes it. No call is made. */
async function open(config: object): Promise<void> {
  const parsed = parseConfig(config);
  if (!parsed.ok) return;
  const [scope] = parsed.value.scopes;
  if (scope === undefined) return;
  const sources = await composeScope(scope, { pacer, run: parsed.value.run });
  await sources.discovery();
  await sources.close();
}

const ROLE = "arn:aws:iam::111122223333:role/r";

/** Each setting that the adapters check, with a good value, and the scope that holds another one in its place. */
const SETTINGS: Readonly<Record<string, [good: string, scopeWith: (text: string) => object]>> = {
  region: ["eu-central-1", (region) => ({ region })],
  endpoint: ["http://127.0.0.1:4010", (endpoint) => ({ endpoint })],
  profile: ["p", (profile) => ({ profile })],
  instanceId: ["i-1", (instanceId) => ({ instanceId })],
  domainId: ["d-1", (domainId) => ({ domainIds: [domainId] })],
  roleArn: [ROLE, (roleArn) => ({ assumeRole: { roleArn } })],
  externalId: ["e", (externalId) => ({ assumeRole: { roleArn: ROLE, externalId } })],
  sessionName: ["s-1", (sessionName) => ({ assumeRole: { roleArn: ROLE, sessionName } })],
};

/** Odd characters somewhere in a good text, or instead of it. */
const odd = fc.string({
  unit: fc.constantFrom(" ", "\n", ":", "/", "@", "é", "😀", "A", "0", "[", "a:b@"),
  maxLength: 3,
});

describe("the adapters", () => {
  it.each(Object.entries(SETTINGS))(
    "take every %s that the configuration takes: a mistake is never met later",
    async (_, [good, scopeWith]) => {
      await open({ scopes: [{ name: "main", ...scopeWith(good) }] });
      await fc.assert(
        fc.asyncProperty(odd, fc.nat(good.length), fc.boolean(), async (text, at, instead) => {
          const changed = instead ? text : `${good.slice(0, at)}${text}${good.slice(at)}`;
          await open({ scopes: [{ name: "main", ...scopeWith(changed) }] });
        }),
        { seed: 20261126, numRuns: 200 },
      );
    },
  );

  it("wait for whole milliseconds, however the seconds are written", async () => {
    for (const seconds of [0.0001, 0.0015, 1.0005, 30]) {
      await expect(
        open({ scopes: [{ name: "main" }], run: { requestTimeoutSeconds: seconds } }),
      ).resolves.toBeUndefined();
    }
  });
});
