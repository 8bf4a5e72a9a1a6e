import { expect, it } from "vitest";
import type { Io } from "../process/io.ts";
import { quietObserving } from "../testing/quiet-observing.ts";
import { createProgram } from "./program.ts";

it("notify without --test says what it is for and how it is called", async () => {
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };
  const io = { ...quietObserving(progress), environment: {}, out: () => {}, say: () => {} } as unknown as Io;
  const program = createProgram("1.2.3", io, () => {});
  await expect(program.parseAsync(["node", "attached-files", "notify"])).rejects.toMatchObject({
    code: "usage",
    message: expect.stringContaining("'attached-files notify --test'"),
  });
});
