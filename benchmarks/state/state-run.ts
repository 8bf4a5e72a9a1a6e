import { DuckDBInstance } from "@duckdb/node-api";
import { stateFilePath } from "../../apps/report-job/src/state/open-state.ts";
import { ownUsage } from "../shared/processes.ts";
import { SCOPE, WORKS } from "./works.ts";

// One piece of work in a process of its own: `node state-run.ts {prepare|engine|plain} {work} {state folder} {output} {files}`.
// Its figures are a line of JSON. Plain SQL may take all the memory that DuckDB wants; both have one thread.
const [how = "", name = "", stateFolder = "", output = "", files = "0"] = process.argv.slice(2);
const work = WORKS[name];
if (work === undefined) throw new Error(`no such work: ${name}`);
const start = performance.now();
if (how === "engine") {
  await work.engine(stateFolder, output);
} else {
  const instance = await DuckDBInstance.create(stateFilePath(stateFolder, SCOPE), { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET timezone='UTC'");
  if (how === "prepare") await work.prepare(connection, Number(files));
  else await work.plain(connection, output);
  connection.closeSync();
  instance.closeSync();
}
process.stdout.write(JSON.stringify(ownUsage((performance.now() - start) / 1000)));
