import { AWS_QUOTAS, createFakeConnect, DATASET_NOW, type FakeConnect } from "@attached-files/adapters/fake";
import { type FileReference, isTerminalFileStatus } from "@attached-files/core";
import { type VirtualClock, virtualClock } from "../../apps/report-job/src/testing/virtual-clock.ts";

/** A made-up contact centre behind AWS's default quotas, in virtual time. */
export interface SimulatedCentre {
  readonly clock: VirtualClock;
  readonly fake: FakeConnect;
  /** A day's work: one file in a hundred is new or has settled. Tells which ones are new. */
  aDayGoesBy(): Promise<{ readonly added: readonly FileReference[]; readonly settled: number }>;
}

const DAY_MS = 86_400_000;

export function simulatedCentre(cases: number): SimulatedCentre {
  const clock = virtualClock(DATASET_NOW.getTime());
  const fake = createFakeConnect({
    clock: clock.now,
    sleep: clock.sleep,
    quotas: AWS_QUOTAS,
    faults: [{ latencyMs: { median: 80, p99: 900 }, probability: 1 }],
  });
  const { instanceId, domainId, files } = fake.seed({ seed: 1, cases });
  const oldCases = [...fake.state.domain(domainId).cases.keys()];
  let made = 0;
  const add = (caseId: string, at: Date): FileReference => {
    const fileId = `0f11e000-0000-4000-8000-${String(++made).padStart(12, "0")}`;
    fake.state.attachFile({ domainId, caseId, instanceId, fileId, associatedAt: at });
    return { instanceId, associatedResourceArn: fake.state.domain(domainId).caseArn(caseId), fileId };
  };
  return {
    clock,
    fake,
    aDayGoesBy: async () => {
      const morning = clock.now().getTime();
      await clock.advance(DAY_MS);
      let settled = 0;
      for (const { reference, file } of [...fake.state.truth()]) {
        if (file === undefined || isTerminalFileStatus(String(file.FileStatus))) continue;
        settled += 1;
        const { fileId, associatedResourceArn } = reference;
        const status = settled % 20 === 0 ? "REJECTED" : "APPROVED";
        fake.state.files.put(instanceId, fileId, associatedResourceArn, { ...file, FileStatus: status });
      }
      const added: FileReference[] = [];
      const wanted = Math.max(1, Math.round(files / 100) - settled);
      for (let number = 0; number < wanted; number += 1) {
        const at = new Date(morning + ((number + 1) * DAY_MS) / (wanted + 2));
        // One in three comes to an old case, the others two by two.
        const old = oldCases[(number * 7919) % oldCases.length] ?? "";
        added.push(add(number % 3 === 0 ? old : `0ca5e000-0000-4000-8000-${String(Math.floor(number / 3))}`, at));
      }
      return { added, settled };
    },
  };
}
