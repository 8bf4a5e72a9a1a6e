#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { logFormatOf } from "./observe/log-format.ts";
import { endEarly } from "./process/early-ending.ts";

// Before all else is loaded, which takes a machine that is busy or slow its time.
const runId = randomUUID();
const othersHear = endEarly({
  signals: process,
  runId,
  format: logFormatOf(process.argv.slice(2), process.env),
  date: () => new Date(),
  write: (text) => void process.stderr.write(text),
  exit: (exitCode) => process.exit(exitCode),
});
const { commandProcess } = await import("./command-process.ts");
await commandProcess(runId, othersHear);
