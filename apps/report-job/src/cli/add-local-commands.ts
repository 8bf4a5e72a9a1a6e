import { type Command, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { withLog } from "./settings-flags.ts";
import { wholeNumber } from "./whole-number.ts";

/** Adds the commands that need no AWS: `attached-files fake` and `demo`. */
export function addLocalCommands(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withLog(program.command("fake"), io)
    .summary("serve a fake Amazon Connect on this machine")
    .description(
      "Serves attached files and case search on HTTP as Amazon Connect does, for any AWS SDK or CLI. Prints one line of JSON when it listens: url, instanceId, domainId and more. Ends with Ctrl-C.",
    )
    .option("--port <number>", "port to listen on; 0 takes any free one", wholeNumber(0, 65_535), 4010)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--seed <number>", "the same seed and cases make the same contact centre", wholeNumber(0, 4_294_967_295), 1)
    .option("--cases <number>", "how many cases it holds", wholeNumber(0, 1_000_000), 3000)
    .option("--state <file>", "keep what it holds in this file, and serve from it where it is there")
    .addOption(
      new Option("--quotas <whose>", "throttle as AWS does by default, or not at all")
        .choices(["aws", "none"])
        .default("none"),
    )
    .option(
      "--scan-ms <number>",
      "how long the scan of an upload takes, in milliseconds (default: 3000)",
      wholeNumber(0, 86_400_000),
    )
    .option("--keys <file>", "take only requests signed with these keys: a list in JSON, see docs/fake.md")
    .option("--faults <file>", "faults from the start: a list in JSON, see docs/faults.md")
    .action(async (options) => {
      const { fakeCommand } = await import("./fake-command.ts");
      finish(await fakeCommand(options, io));
    });

  withLog(program.command("demo"), io)
    .summary("see the whole job work on a made-up contact centre")
    .description("Starts the fake, runs the job against it over HTTP, and writes the report. Needs no AWS account.")
    .option("--folder <folder>", "where state and report are kept", ".demo")
    .option("--seed <number>", "the same seed and cases make the same contact centre", wholeNumber(0, 4_294_967_295), 1)
    .option("--cases <number>", "how many cases it holds", wholeNumber(0, 1_000_000), 3000)
    .action(async (options) => {
      const { demoCommand } = await import("./demo-command.ts");
      finish(await demoCommand(options, io));
    });
}
