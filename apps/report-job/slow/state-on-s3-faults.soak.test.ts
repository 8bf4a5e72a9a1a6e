import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { BUCKET, type Refusal } from "@attached-files/test-bucket";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { KEYS, LEASE_SECONDS, newYard, type Yard } from "./machines.ts";
import { reportRows } from "./state-rows.ts";

const SLOT = "2026-11-24T06:00:00Z";
/** As many as a run makes at least; beyond them there is nothing to fail. */
const LEAST_CALLS = 12;

let yard: Yard;
let whole: unknown;
beforeAll(async () => {
  yard = await newYard(30);
  whole = await reportOf("undisturbed", async (run) => {
    expect(await run()).toMatchObject({ exitCode: 0 });
  });
});
afterAll(() => yard.clear());

type Run = () => ReturnType<typeof runHere>;

/** What a machine and a prefix of their own report in the end. */
async function reportOf(name: string, work: (run: Run) => Promise<void>): Promise<unknown> {
  const { folder, report } = await yard.machine(name);
  const { endpoint } = yard.bucket;
  const s3 = { bucket: BUCKET, region: "us-east-1", endpoint, leaseSeconds: LEASE_SECONDS, prefix: `${name}/` };
  const scope = {
    name: "main",
    region: "eu-central-1",
    endpoint: yard.desk.server.url,
    quota: { requestsPerSecond: "unlimited" },
  };
  const config = join(folder, "attached-files.yaml");
  await writeFile(config, JSON.stringify({ scopes: [scope], state: { s3 } }));
  await work(() => runHere(["run", "--slot", SLOT, "--wait", "1m", "--config", config], { env: KEYS }));
  return await reportRows(report);
}

/** Refuses the bucket's calls of a run, from one of them on, or that one alone. */
function refuseAt(call: number, refusal: Refusal, isLasting: boolean): { readonly calls: () => number } {
  const before = yard.bucket.requests.length;
  yard.bucket.refuse((_, earlier) => {
    const at = earlier - before;
    return at === call || (isLasting && at > call) ? refusal : undefined;
  });
  return { calls: () => yard.bucket.requests.length - before };
}

describe("whichever of its calls to the bucket", () => {
  it.each([
    ["is denied, and all that follow", { status: 403, code: "AccessDenied" } as const, true],
    ["is done while its answer is lost", "lose-answer" as const, false],
  ])("%s, a run and the one behind it come to the undisturbed report", async (kind, refusal, isLasting) => {
    let [call, isMet, told] = [0, true, 0];
    for (; isMet; call += 1) {
      const report = await reportOf(`${isLasting ? "denied" : "lost"}-${call}`, async (run) => {
        const met = refuseAt(call, refusal, isLasting);
        const first = await run();
        isMet = met.calls() > call;
        yard.bucket.refuse(() => undefined);
        // What could not be brought to the bucket is told, and is no success; the lease is given back with the last of it.
        const isLeft = first.stderr.includes("what is not needed any more could not be removed");
        const wanted = isMet && isLasting ? (isLeft ? [0, 4] : [4]) : [0];
        expect(wanted, `${kind}: call ${call}\n${first.stderr}`).toContain(first.exitCode);
        if (first.exitCode === 4) told += 1;
        // The store's clock tells seconds, and what was put in the one in which the lease is taken may be of the one that took it.
        if (isLeft) await setTimeout(1000 - (Date.now() % 1000));
        expect(await run()).toMatchObject({ exitCode: 0 });
      });
      expect(report, `${kind}: call ${call}`).toEqual(whole);
      const prefix = `${isLasting ? "denied" : "lost"}-${call}/`;
      const keys = (await Array.fromAsync(yard.store.list(prefix))).map(({ key }) =>
        key.replace(/files\/.*/, "files/…"),
      );
      expect(keys).toEqual([`${prefix}scope=main/files/…`, `${prefix}scope=main/head.json`]);
    }
    expect(call).toBeGreaterThan(LEAST_CALLS);
    expect(told > LEAST_CALLS).toBe(isLasting);
  });
});
