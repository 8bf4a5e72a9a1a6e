import { expect, it } from "vitest";
import { withHistory } from "./open-history.ts";
import { type Centre, slotOfDay, usePastRuns } from "./past-runs.test-support.ts";

const past = usePastRuns();

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return await withHistory([past.scope()], async ({ connection }) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS(),
  );
}

it("tells every change of a file by the run that found it, vanishing and coming back among them", async () => {
  const first: Centre = { "a-1": { FileStatus: "PROCESSING" }, "a-2": {}, "b-1": {} };
  await past.run(0, first);
  await past.run(1, { ...first, "a-1": { FileStatus: "APPROVED", Tags: { k: "v" } } });
  const { "b-1": _, ...without } = first;
  await past.run(2, { ...without, "a-1": { Tags: { k: "v" } }, "a-2": "refused" });
  await past.run(3, { ...without, "c-1": {} });
  await past.run(4, { ...first, "c-1": {} });

  expect(
    await ask(
      `SELECT file_id, run, slot, kind, member, "before", "after" FROM file_changes ORDER BY run, file_id, kind, member`,
    ),
  ).toEqual(
    [
      ["a-1", 1, "first-seen"],
      ["a-2", 1, "first-seen"],
      ["b-1", 1, "first-seen"],
      ["a-1", 2, "changed", "file_status", "PROCESSING", "APPROVED"],
      ["a-1", 2, "changed", "tags", null, '{"k":"v"}'],
      ["a-2", 3, "changed", "answer", "retrieved", "refused"],
      ["b-1", 3, "vanished"],
      ["a-1", 4, "changed", "file_status", "APPROVED", "PROCESSING"],
      ["a-1", 4, "changed", "tags", '{"k":"v"}', null],
      ["a-2", 4, "changed", "answer", "refused", "retrieved"],
      ["c-1", 4, "first-seen"],
      ["b-1", 5, "reappeared"],
    ].map(([file_id, run, kind, member = null, before = null, after = null]) => ({
      file_id,
      run,
      slot: slotOfDay(Number(run) - 1),
      kind,
      member,
      before,
      after,
    })),
  );
});
