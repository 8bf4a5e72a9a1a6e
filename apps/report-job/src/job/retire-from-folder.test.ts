import { expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { retireFromFolder } from "./retire-from-folder.ts";

it("tells that old reports could not be removed, and goes on", async () => {
  const said: unknown[] = [];
  const io = {
    clock: { now: () => new Date("2026-11-24T06:00:00Z") },
    progress: { say: (line: string, about: unknown) => void said.push([line, about]) },
  } as unknown as Io;
  await retireFromFolder("/nowhere/at/all", { reports: 1 }, ["s"], io);
  expect(said).toEqual([
    [expect.stringMatching(/^Old reports in \/nowhere\/at\/all could not be removed: ENOENT/), { level: "warn" }],
  ]);
});
