import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { ROOT } from "../repository.ts";

const run = promisify(execFile);

/** A call that the AWS CLI made: what is done, or the method and path of one that says no more, and all that was sent with it. */
export interface Call {
  readonly does: string;
  readonly sent: string;
}

/** What a path answers: an object, as JSON, or what it makes of the method and URL that it was asked with. */
type Known = object | ((asked: string) => string);

/**
 * Runs a script in bash with the real AWS CLI, for which every service is a server here that takes all, and knows nothing but what is
 * told of a path.
 */
export async function callsOf(
  script: string,
  files: Readonly<Record<string, string>>,
  known: Readonly<Record<string, Known>> = {},
): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const does = operationOf(request, sent);
    calls.push({
      does,
      sent: decodeURIComponent(`${request.url} ${sent.replaceAll("+", " ")}`),
    });
    const told = known[request.url?.split("?")[0] ?? ""];
    if (typeof told === "function") return response.end(told(`${request.method} ${request.url}`));
    if (told !== undefined) return response.end(JSON.stringify(told));
    const isCbor = request.headers["smithy-protocol"] === "rpc-v2-cbor";
    if (isCbor) response.setHeader("smithy-protocol", "rpc-v2-cbor");
    const isForm = request.headers["content-type"]?.includes("x-www-form-urlencoded") === true;
    response.end(isCbor ? Buffer.from([0xa0]) : isForm ? `<${does}Response><${does}Result/></${does}Response>` : "");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const folder = await mkdtemp(join(tmpdir(), "attached-files-account-"));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const { PATH = "", HOME = "", PYENV_ROOT = join(HOME, ".pyenv") } = process.env;
    const env = {
      ...{ PATH: `${dirname(process.execPath)}:${PATH}`, HOME: folder, PYENV_ROOT, AWS_EC2_METADATA_DISABLED: "true" },
      ...{ AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any", AWS_MAX_ATTEMPTS: "1" },
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const command = join(ROOT, "apps/report-job/dist/main.js");
    const others = `attached-files() { node '${command}' "$@"; }\ngh() { echo "gh $*"; }\nkubectl() { :; }`;
    await run("bash", ["--norc", "-c", `set -euo pipefail\n${others}\n${script}`], { cwd: folder, env });
    return calls;
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

function operationOf({ headers, method, url = "" }: IncomingMessage, sent: string): string {
  const [, target] = String(headers["x-amz-target"] ?? "").split(".");
  const [, ofPath] = /\/operation\/(\w+)$/.exec(url) ?? [];
  const [, ofForm] = /(?:^|&)Action=(\w+)/.exec(sent) ?? [];
  return target ?? ofPath ?? ofForm ?? `${method} ${url.split("?")[0]}`;
}
