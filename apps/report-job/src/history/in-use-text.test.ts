import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeHolder } from "../state/holder.ts";
import { inUseText } from "./in-use-text.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-in-use-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("names who works on a state, and where the way out stands", async () => {
  await writeHolder(folder, new Date("2026-11-24T06:00:00Z"));
  const text = await inUseText(join(folder, "state.duckdb"));
  const holder = `process ${process.pid} on ${hostname()} since 2026-11-24T06:00:00.000Z`;
  expect(text).toContain(`Another process is using the state: ${holder}. Ask again when it has ended`);
  expect(text).toContain("'attached-files run-book reason-state-in-use'");
  expect(text).toContain("--state-folder");
});

it("names nobody where nobody wrote it down", async () => {
  expect(await inUseText(join(folder, "state.duckdb"))).toMatch(/^Another process is using the state\. Ask again/);
});
