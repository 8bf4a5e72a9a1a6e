import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { runHere } from "./command-here.ts";
import { type Desk, INSTANCE, newDesk } from "./desk.ts";
import { HOSTILE_TEXTS, WORST } from "./hostile-texts.ts";
import { type Listeners, listen } from "./listeners.ts";

/** A contact centre whose strangers write what they should not, everybody who is told of it, and how to command it. */
export interface HostileCentre {
  readonly desk: Desk;
  readonly bucket: TestBucket;
  readonly listeners: Listeners;
  /** All that was printed for people so far, by the command; a terminal's own drawing is left out. */
  readonly printed: Map<string, string>;
  /** All lines of JSON that were logged. */
  readonly logged: string[];
  /** Runs a command into a pipe; nobody is told. @returns its results */
  command(name: string, ...args: string[]): Promise<string>;
  /** The same on a terminal, and everybody is told. */
  watched(name: string, ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** What log-update draws with: the cursor up, to a column, shown and hidden; lines erased. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is drawn with.
const DRAWING = /\u001b\[(?:\d*[AG]|\d*;?\d*H|[0-2]?K|[0-3]?J|\?25[lh]|\?2026[lh])/g;

export async function openHostileCentre(): Promise<HostileCentre> {
  const desk = await newDesk(3);
  const [bucket, listeners] = [await serveBucket(), await listen()];
  for (const [index, text] of HOSTILE_TEXTS.entries()) attach(desk, index, text);
  const settings = configuration(desk);
  await writeFile(join(desk.folder, "quiet.yaml"), JSON.stringify(settings));
  await writeFile(join(desk.folder, "telling.yaml"), JSON.stringify({ ...settings, ...telling(bucket) }));
  const [printed, logged] = [new Map<string, string>(), [] as string[]];
  const env = {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: "eu-central-1",
    AWS_ENDPOINT_URL_SNS: `${listeners.url}/sns`,
    AWS_ENDPOINT_URL_EVENTBRIDGE: `${listeners.url}/bus`,
    ...Object.fromEntries(["slack", "teams", "json"].map((name) => [`${name}_URL`, `${listeners.url}/${name}`])),
  };
  const run = async (config: string, args: readonly string[], isWatched: boolean): Promise<string> => {
    const json = { write: (line: string) => logged.push(...line.trimEnd().split("\n")) };
    const ended = await runHere([...args, "--config", join(desk.folder, config)], { env, isWatched, json });
    printed.set(
      `${args.join(" ")}${isWatched ? " (watched)" : ""}`,
      ended.stderr.replaceAll(DRAWING, "") + ended.stdout,
    );
    return ended.stdout;
  };
  return {
    desk,
    bucket,
    listeners,
    printed,
    logged,
    command: (...args) => run("quiet.yaml", args, false),
    watched: (...args) => run("telling.yaml", args, true),
    close: async () => {
      await Promise.all([listeners.close(), bucket.close()]);
      await desk.clear();
    },
  };
}

function configuration(desk: Desk): object {
  const quota = { requestsPerSecond: "unlimited" };
  return {
    scopes: [{ name: "main", region: "eu-central-1", endpoint: desk.server.url, domainIds: ["d-1"], quota }],
    state: { folder: join(desk.folder, "state") },
    report: { folder: join(desk.folder, "reports") },
    rules: { requiredTags: [WORST], allowedExtensions: ["pdf"] },
    policy: [{ name: "worst", rule: "rejected > 0", severity: "critical", sentence: WORST }],
  };
}

function telling(bucket: TestBucket): object {
  return {
    publish: { s3: { bucket: BUCKET, prefix: "p/", region: "us-east-1", endpoint: bucket.endpoint } },
    notify: [
      ...["slack", "teams", "json"].map((format) => ({
        name: `${format}-1`,
        to: "webhook",
        on: ["always"],
        urlVariable: `${format}_URL`,
        format,
      })),
      { name: "topic", to: "sns", on: ["always"], topicArn: "arn:aws:sns:eu-central-1:111122223333:reports" },
      { name: "bus", to: "event-bridge", on: ["always"], bus: "default", region: "eu-central-1" },
    ],
  };
}

/** A file whose every free text is hostile, and one about which an error says the same; `again` is a change of it. */
export function attach(desk: Desk, index: number, text: string, again = false): void {
  const place = { domainId: "d-1", caseId: `c-${index % 7}`, instanceId: INSTANCE };
  const members = {
    FileName: again ? `${text}!` : text,
    FileStatus: index % 3 === 0 ? "REJECTED" : index % 3 === 1 ? text : "APPROVED",
    FileUseCaseType: text,
    CreatedBy:
      index % 2 === 0
        ? { ConnectUserArn: `arn:aws:connect:eu-central-1:1:instance/i-1/agent/${text}` }
        : { [`By${text}`]: text },
    Tags: { [text]: text },
    ...(index % 3 === 2 ? { [`Member ${text}`]: { [text]: [text] } } : {}),
  };
  desk.fake.state.attachFile({ ...place, fileId: `h-${index}`, members });
  const error = { ErrorCode: text, ErrorMessage: text };
  desk.fake.state.attachFile({
    ...place,
    fileId: `e-${index}`,
    answer: { kind: "error", error: { ...error, FileId: `e-${index}` } },
  });
}
