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

/** Texts near a good one: as it is, or with strangers' characters before, behind or instead. */
function near(good: string): fc.Arbitrary<string | undefined> {
  const odd = fc.string({ unit: fc.constantFrom(" ", "\n", ":", "/", "@", "é", "😀", "A", "0", "?", "%", "[") });
  return fc.oneof(
    fc.constant(undefined),
    fc.constant(good),
    odd,
    fc.tuple(odd, odd).map(([before, behind]) => `${before}${good}${behind}`),
  );
}

describe("the adapters", () => {
  it("take every scope that the configuration takes: a mistake in it is never met later", async () => {
    await fc.assert(
      fc.asyncProperty(
        near("eu-central-1"),
        near("http://127.0.0.1:4010"),
        near("profile"),
        near("i-1"),
        near("d-1"),
        near("arn:aws:iam::111122223333:role/r"),
        near("external"),
        near("session"),
        fc.double({ min: 0, max: 600, noNaN: true }),
        async (region, endpoint, profile, instanceId, domainId, roleArn, externalId, sessionName, seconds) => {
          const given = {
            name: "main",
            region,
            endpoint,
            profile,
            instanceId,
            domainIds: domainId === undefined ? undefined : [domainId],
            assumeRole: roleArn === undefined ? undefined : { roleArn, externalId, sessionName },
          };
          // One at a time, too: among eight odd settings one is nearly always refused.
          for (const [name, value] of Object.entries(given)) {
            if (name !== "name") await open({ scopes: [{ name: "main", [name]: value }] });
          }
          await open({ scopes: [given], run: { requestTimeoutSeconds: seconds } });
          await open({ scopes: [{ name: "main" }], run: { requestTimeoutSeconds: seconds } });
        },
      ),
      { seed: 20261126, numRuns: 40 },
    );
  });

  it("wait for whole milliseconds, however the seconds are written", async () => {
    for (const seconds of [0.0001, 0.0015, 1.0005, 30]) {
      await expect(
        open({ scopes: [{ name: "main" }], run: { requestTimeoutSeconds: seconds } }),
      ).resolves.toBeUndefined();
    }
  });
});
