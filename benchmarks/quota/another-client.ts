import type { FakeConnect } from "@attached-files/adapters/fake";
import type { FileReference } from "@attached-files/core";
import type { VirtualClock } from "../../apps/report-job/src/testing/virtual-clock.ts";

/** Another client of the same quota, which calls at random moments, a call a second on average: half of the quota. */
export function anotherClient(
  clock: VirtualClock,
  fake: FakeConnect,
  { fileId, ...resource }: FileReference,
): { leave(): Promise<{ readonly answeredPerSecond: number; readonly failedPart: number }> } {
  const source = fake.fileSource();
  const begunMs = clock.elapsedMs();
  let [isOver, random, answered, failed] = [false, 20_261_126, 0, 0];
  const call = async (): Promise<void> => {
    try {
      await source.getMetadata({ ...resource, fileIds: [fileId] });
      answered += 1;
    } catch {
      failed += 1;
    }
  };
  const work = (async () => {
    while (!isOver) {
      random = (random * 48_271) % 2_147_483_647;
      await clock.sleep(-Math.log(random / 2_147_483_647) * 1000);
      await call();
    }
  })();
  return {
    leave: async () => {
      isOver = true;
      const seconds = (clock.elapsedMs() - begunMs) / 1000;
      await work;
      return { answeredPerSecond: answered / seconds, failedPart: failed / (answered + failed) };
    },
  };
}
