import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { checkShell } from "../checks/check-shell.ts";
import { ROOT } from "../repository.ts";

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly { readonly run?: string }[] }>>;
}

it("every line that a workflow of this repository runs is one that can be run", async () => {
  const problems: string[] = [];
  let lines = 0;
  for await (const file of glob(".github/workflows/*.yml", { cwd: ROOT })) {
    const { jobs } = parse(await readFile(join(ROOT, file), "utf8")) as Workflow;
    for (const { run } of Object.values(jobs).flatMap(({ steps = [] }) => steps)) {
      if (run === undefined) continue;
      lines += 1;
      for (const problem of await checkShell(run)) problems.push(`${file}: ${run}: ${problem}`);
    }
  }
  expect(problems).toEqual([]);
  expect(lines).toBeGreaterThan(3);
});
