import { expect, it } from "vitest";
import { refuseOldNode } from "./node-version.ts";

function started(version: string, format: "text" | "json" = "text") {
  const ended = { text: "", exitCode: 0 };
  const isNewEnough = refuseOldNode({
    engines: ">=22.18",
    version,
    path: "/usr/bin/node",
    runId: "r",
    format,
    date: () => new Date("2026-11-24T06:00:00Z"),
    write: (text) => {
      ended.text += text;
    },
    exit: (exitCode) => {
      ended.exitCode = exitCode;
    },
  });
  return { ...ended, isNewEnough };
}

it.each(["22.18.0", "22.19.1", "24.0.0", "100.1.0", "23.0.0-nightly"])("Node.js %s is new enough", (version) => {
  expect(started(version)).toEqual({ isNewEnough: true, text: "", exitCode: 0 });
});

it.each(["20.20.2", "22.17.9", "9.99.0", "22.9.0"])(
  "Node.js %s is told as too old, with where it is, and ends with 2",
  (version) => {
    const { text, ...end } = started(version);
    expect(end).toEqual({ isNewEnough: false, exitCode: 2 });
    expect(text).toMatch(
      /^attached-files needs Node\.js 22\.18 or later; this is \S+, at \/usr\/bin\/node\. Nothing was begun\. .*PATH.*\n$/,
    );
    expect(text).toContain(`this is ${version},`);
  },
);

it("an old Node.js is a line of JSON where the log is", () => {
  expect(JSON.parse(started("20.0.0", "json").text)).toMatchObject({
    level: "error",
    code: "usage",
    exitCode: 2,
    runBook: "exit-code-2",
    msg: expect.stringContaining("this is 20.0.0"),
  });
});
