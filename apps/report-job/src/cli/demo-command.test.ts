import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { demoCommand } from "./demo-command.ts";

it("names the flag that a demo has where its folder cannot be made, before anything is built", async () => {
  // A file stands where the folder would be; nothing is said or built, so that nothing of a process is asked for.
  const folder = fileURLToPath(import.meta.url);
  const demo = demoCommand({ folder, seed: 1, cases: 10 }, {} as unknown as Io);
  await expect(demo).rejects.toThrow(/cannot be made: .*Name another one with --folder\.$/);
});
