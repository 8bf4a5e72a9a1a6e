import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState, stateFilePath } from "./open-state.ts";

/** A process that sees its own processes alone, as one of another container with the same volume does. */
const APART = ["--user", "--map-root-user", "--pid", "--mount-proc", "--fork"];
const isAllowed = spawnSync("unshare", [...APART, "true"]).status === 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-container-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a process of another container says that evaluates this. */
function apart(imports: string, work: string): string {
  const script = `import ${imports}; console.log(await (${work}).then(() => "done", ({ name, constructor, message, section }) =>
    [constructor.name, section, message].join(" | ")));`;
  const { stdout, stderr } = spawnSync(
    "unshare",
    [...APART, process.execPath, "--input-type=module", "-e", script, folder],
    { cwd: import.meta.dirname, encoding: "utf8" },
  );
  return stdout.trim() || stderr;
}

describe.skipIf(!isAllowed)(
  "a state that a process of another container has (skipped where unshare is not allowed)",
  () => {
    it("is told as in use, with the machine that wrote it down, not as damaged; and is opened once it is let go", async () => {
      const opening = () => apart(`{ openState } from "./open-state.ts"`, `openState(process.argv[1], "main")`);
      const state = await openState(folder, "main");
      const said = opening();
      expect(said).toMatch(
        /^StateInUseError \| reason-state-in-use \| .*in use by another run: a process of another container on \S+ since /,
      );
      expect(said).not.toContain("damaged");
      await state.close();
      expect(opening()).toBe("done");
    });

    it("is not replaced by the bucket's under it", async () => {
      const state = await openState(folder, "main");
      const file = JSON.stringify(stateFilePath(folder, "main"));
      const replacing = () =>
        apart(
          `{ whileStateIsUnused } from "../state-on-s3/state-file-lock.ts"`,
          `whileStateIsUnused(${file}, async () => {})`,
        );
      expect(replacing()).toMatch(/^StateInUseError \| reason-state-in-use \| .*a process of another container/);
      await state.close();
      expect(replacing()).toBe("done");
    });

    it("is known as a schedule's, too", async () => {
      const { markSchedule } = await import("../schedule/mark-schedule.ts");
      const mark = await markSchedule(folder, new Date());
      const marking = `markSchedule(process.argv[1], new Date()).then(({ other }) => { throw new Error(other); })`;
      expect(apart(`{ markSchedule } from "../schedule/mark-schedule.ts"`, marking)).toContain(
        "a process of another container on",
      );
      await mark.remove();
    });
  },
);
