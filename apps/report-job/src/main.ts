#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { logFormatOf } from "./observe/log-format.ts";
import { endEarly } from "./process/early-ending.ts";
import { refuseOldNode } from "./process/node-version.ts";

// Before all else is loaded, which takes a machine that is busy or slow its time.
const early = {
  runId: randomUUID(),
  format: logFormatOf(process.argv.slice(2), process.env),
  date: () => new Date(),
  write: (text: string) => void process.stderr.write(text),
};
const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  engines: { node: string };
};
const setExitCode = (exitCode: number): void => {
  process.exitCode = exitCode;
};
const ofNode = { engines: engines.node, version: process.versions.node, path: process.execPath };
// Nothing is loaded that an old one may not even read.
if (refuseOldNode({ ...early, ...ofNode, exit: setExitCode })) {
  const othersHear = endEarly({ ...early, signals: process, exit: (exitCode) => process.exit(exitCode) });
  const { commandProcess } = await import("./command-process.ts");
  await commandProcess(early.runId, othersHear);
}
