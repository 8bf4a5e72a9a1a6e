import { resolve } from "node:path";
import { composeFakeServer } from "../compose.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { ExitCode } from "../exit-code.ts";
import { runConfigured } from "../job/run-configured.ts";
import type { Io } from "../process/io.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";

export interface DemoOptions {
  readonly folder: string;
  readonly seed: number;
  readonly cases: number;
}

/** `attached-files demo`: the whole job against the embedded fake, over HTTP on this machine. */
export async function demoCommand(options: DemoOptions, io: Io): Promise<ExitCode> {
  const folder = resolve(options.folder);
  const stateFolder = resolve(folder, "state");
  // Before anything is built, and with the flag that this command has.
  await makeStateFolder(stateFolder, stateFolder, "--folder");
  io.progress.begin(
    `building a contact centre of ${options.cases.toLocaleString("en")} cases (seed ${options.seed})`,
    "files",
  );
  const fake = await composeFakeServer({ port: 0, host: "127.0.0.1", seed: options.seed, cases: options.cases });
  io.progress.end(`listening on ${fake.line.url}`);
  try {
    const config = parseConfig({
      scopes: [
        {
          name: "demo",
          region: fake.line.region,
          endpoint: fake.line.url,
          quota: { requestsPerSecond: "unlimited" },
        },
      ],
      state: { folder: stateFolder },
      report: { folder: resolve(folder, "report") },
    });
    if (!config.ok) throw new Error(`the demo's own configuration is wrong: ${JSON.stringify(config.issues)}`);
    return await runConfigured(
      {
        config: config.value,
        scopes: config.value.scopes,
        lists: { skipInvalid: false },
        fake: {
          credentials: { accessKeyId: "demo", secretAccessKey: "demo" },
          // Its port is another each time; the same seed and cases go on where they were stopped, others do not.
          contents: `a contact centre of ${options.cases} cases from seed ${options.seed}`,
        },
      },
      io,
    );
  } finally {
    await fake.close();
  }
}
