import { it } from "vitest";
import { createHash } from "node:crypto";
import { readFile, rm, mkdir, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildState, caseArn, userArn, INSTANCE, SLOT } from "./testing/build-state.ts";
import { writeReport } from "./write-report.ts";
const f = "/tmp/exp/big";
it("big", async () => {
  await mkdir(f, { recursive: true });
  const cols = "instance_id, associated_resource_arn, file_id, association_time, outcome, file_name, file_status, file_size_bytes, file_use_case_type, creation_time, created_by_kind, created_by, tags, checked_at";
  const bulk = (n: number, sorted: boolean) => `INSERT INTO outcomes (${cols}) SELECT '${INSTANCE}', '${caseArn("")}' || printf('%08d', (i//3)) , md5(i::VARCHAR), '2026-11-20T08:00:00.000Z', 'retrieved', 'Invoice ' || md5((i*7)::VARCHAR) || '.pdf', CASE WHEN i % 89 = 0 THEN 'REJECTED' ELSE 'APPROVED' END, 500 + i, 'ATTACHMENT', strftime(TIMESTAMP '2026-11-24 03:00:00' - to_hours((hash(i) % 9000)::INTEGER), '%Y-%m-%dT%H:%M:%S.123Z'), 'ConnectUserArn', '${userArn("")}' || (i % 3700), '{"department":"claims","n":"' || i || '"}', '2026-11-24 06:00:05' FROM range(${n}) t(i) ORDER BY ${sorted ? "2, 3" : "hash(i)"}`;
  const n = Number(process.env.N ?? 1000000);
  for (const sorted of [true, false]) {
    const file = join(f, `s-${n}-${sorted}.duckdb`);
    if (!existsSync(file)) await buildState(file, { sql: [bulk(n, sorted)] });
  }
  for (const sorted of [true, false, true]) {
    const t = Date.now();
    const folder = join(f, `r-${sorted}`);
    const w = await writeReport({ slot: SLOT, scopes: [{ name: "m", stateFile: join(f, `s-${n}-${sorted}.duckdb`) }], folder, generatedAt: new Date("2026-11-24T06:02:06.000Z"), stuckAfterSeconds: 3600 });
    const hashes = [];
    for (const p of [w.paths.filesParquet, w.paths.page]) hashes.push(createHash("sha1").update(await readFile(p)).digest("hex").slice(0, 8));
    console.log(n, sorted, Date.now() - t, "ms", Math.round(process.resourceUsage().maxRSS / 1024), "MB rss (building included)", hashes.join(" "), (await stat(w.paths.filesCsv)).size);
  }
  await rm(join(f, "r-true"), { recursive: true }); await rm(join(f, "r-false"), { recursive: true });
}, 600000);
