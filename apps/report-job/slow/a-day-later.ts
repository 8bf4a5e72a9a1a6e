import type { FakeConnect, SnapshotRecord } from "@attached-files/adapters/fake";
import type { DuckDBConnection } from "@duckdb/node-api";

/** Files come, change, lose their case, and are deleted. */
export function aDayPasses(fake: FakeConnect): void {
  const known = [...fake.state.truth()];
  const [first] = known;
  if (first === undefined) throw new Error("nothing was there before");
  const gone = new Set<string>();
  for (const [index, { reference, file }] of known.entries()) {
    const { instanceId, fileId, associatedResourceArn } = reference;
    if (index % 20 === 1) {
      gone.add(fileId);
      fake.state.files.remove(instanceId, fileId);
    } else if (index % 40 === 2) {
      fake.state.files.remove(instanceId, fileId);
    } else if (index % 4 === 0 && file !== undefined) {
      const changed = { ...file, FileName: `renamed ${index}`, FileStatus: index % 8 === 0 ? "REJECTED" : "APPROVED" };
      fake.state.files.put(instanceId, fileId, associatedResourceArn, changed);
    }
  }
  const isThere = (record: SnapshotRecord): boolean =>
    record.kind !== "item" || !gone.has(record.item.relatedItemId.replace(/^file-/, ""));
  fake.restore(fake.snapshot().filter(isThere));
  const [domainId = ""] = fake.state.domains.keys();
  const cases = [...fake.state.domain(domainId).cases.keys()];
  for (let file = 0; file < 40; file += 1) {
    const caseId = file % 2 === 0 ? `new-${file % 6}` : (cases[file] ?? "");
    fake.state.attachFile({ domainId, caseId, instanceId: first.reference.instanceId, fileId: `new-${file}` });
  }
}

/**
 * Makes a state one of the day before: its full search is due again, and so is every third case. The others were asked
 * about so late that none of them comes to be due by the minutes between two runs that are compared.
 */
export async function aDayPassed(connection: DuckDBConnection): Promise<void> {
  await connection.run("UPDATE discovery SET finished_sweep_at = finished_sweep_at - INTERVAL 1 DAY");
  await connection.run(
    `UPDATE outcomes SET checked_at = checked_at +
       CASE WHEN md5_number_lower(associated_resource_arn) % 3 = 0 THEN INTERVAL (-400) DAY ELSE INTERVAL 1 DAY END`,
  );
}
