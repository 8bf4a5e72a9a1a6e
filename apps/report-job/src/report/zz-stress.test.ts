import { expect, it } from "vitest";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { aFile } from "./testing/build-state.ts";
import { useReportFolder } from "./testing/report-folder.ts";
const here = useReportFolder();
it.each(Array.from({ length: 80 }, (_, i) => i))("race %i", async () => {
  await here.state("main", { outcomes: [aFile("f1")] });
  await Promise.all([here.write(), here.write(), here.write(), here.write()]);
  expect((await readdir(join(here.path, "reports"))).sort()).toEqual(["2026-11-24T06~00~00Z", "latest"]);
});
