import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { composeFakeServer } from "../compose.ts";
import { parseConfig } from "../config/parse-config.ts";
import { type ExitCode, JobError } from "../exit-code.ts";
import { runConfigured } from "../job/run-configured.ts";
import type { Io } from "../process/io.ts";
import { latestName } from "../report/publish/latest.ts";
import { checkReportPlace } from "../report/publish/report-place.ts";
import { REPORT_FILES } from "../report/report-files.ts";
import { slotOf } from "../run/slot.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { shellWord } from "../terminal/shell-word.ts";
import { terminalText } from "../terminal/terminal-text.ts";

const SCOPE = "demo";

export interface DemoOptions {
  readonly folder: string;
  readonly seed: number;
  readonly cases: number;
}

/** `attached-files demo`: the whole job against the embedded fake, over HTTP on this machine. */
export async function demoCommand(options: DemoOptions, io: Io): Promise<ExitCode> {
  const folder = resolve(options.folder);
  const stateFolder = resolve(folder, "state");
  const reportFolder = resolve(folder, "report");
  // Before anything is built, and with the flag that this command has.
  await checkReportPlace(reportFolder, slotOf(new Date()), "--folder");
  await refuseOtherReports(reportFolder);
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
          name: SCOPE,
          region: fake.line.region,
          endpoint: fake.line.url,
          quota: { requestsPerSecond: "unlimited" },
        },
      ],
      state: { folder: stateFolder },
      report: { folder: reportFolder },
    });
    if (!config.ok) throw new Error(`the demo's own configuration is wrong: ${JSON.stringify(config.issues)}`);
    const exitCode = await runConfigured(
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
    await sayHowToAsk(folder, fake.line, io);
    return exitCode;
  } finally {
    await fake.close();
  }
}

/** What is known can be asked behind the demo, too, whose fake is gone by then: with a configuration that names where it is. */
async function sayHowToAsk(
  folder: string,
  { region, url }: { readonly region: string; readonly url: string },
  { say }: Pick<Io, "say">,
): Promise<void> {
  const path = join(folder, "demo.yaml");
  const scope = `{ name: ${SCOPE}, region: ${region}, endpoint: "${url}" }`;
  const text = `# Of the demo, whose fake is gone: for query, runs, changes and report, which make no call.
scopes: [${scope}]
state: { folder: state }
report: { folder: report }
`;
  // One that is there is the demo's before, or somebody's: it stays.
  const isWritten = await writeFile(path, text, { flag: "wx" }).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === "EEXIST",
  );
  if (!isWritten) return;
  const sql = "SELECT file_status, count(*) AS files FROM files GROUP BY ALL";
  say(terminalText(`Ask it: attached-files query --config ${shellWord(path)} "${sql}"`));
}

/** Where the newest report is a real job's, `latest` must go on pointing to it. */
async function refuseOtherReports(reportFolder: string): Promise<void> {
  const latest = await latestName(reportFolder);
  if (latest === undefined) return;
  const text = await readFile(join(reportFolder, latest, REPORT_FILES.report), "utf8").catch(() => "{}");
  const other = scopeNames(text).find((name) => name !== SCOPE);
  if (other === undefined) return;
  const holds = `${reportFolder} holds the reports of a job with the scope ${JSON.stringify(other)}`;
  throw new JobError("usage", `${holds}. They were left as they are: name another place with --folder.`);
}

/** The scopes of a report, whichever version wrote it; none of what is no report. */
function scopeNames(text: string): readonly string[] {
  try {
    const { scopes } = JSON.parse(text) as { readonly scopes?: readonly { readonly name: string }[] };
    return (scopes ?? []).map(({ name }) => name);
  } catch {
    return [];
  }
}
