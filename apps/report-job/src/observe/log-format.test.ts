import { expect, it } from "vitest";
import { logFormatOf } from "./log-format.ts";

it.each([
  [["run"], {}, "text"],
  [["run", "--log", "json"], {}, "json"],
  [["run", "--log=json", "--slot", "s1"], {}, "json"],
  [["run"], { ATTACHED_FILES_LOG: "json" }, "json"],
  [["run", "--log", "text"], { ATTACHED_FILES_LOG: "json" }, "text"],
  [["run", "--log", "json", "--log", "text"], {}, "text"],
  [["get", "--", "--log", "json"], {}, "text"],
  [["run", "--log"], {}, "text"],
  [["run", "--log", "xml"], { ATTACHED_FILES_LOG: "json" }, "text"],
])("with %j and %j, messages are written as %s from the first one", (args, environment, format) => {
  expect(logFormatOf(args, environment)).toBe(format);
});
