import { glob, readFile } from "node:fs/promises";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { argumentsOf, DOCKERFILE, imageSettings, stagesOf } from "./dockerfile.ts";

const TEXT = await readFile(DOCKERFILE, "utf8");
const ROOT = new URL("../../", import.meta.url);

function problemsOf(text: string): readonly string[] {
  const { before, stages } = stagesOf(text);
  const everything = [before, ...stages];
  const last = stages.at(-1) ?? [];
  const problems = validate(text, { instructionWorkdirRelative: 2, instructionJSONInSingleQuotes: 2 }).map(
    ({ message, range }) => `line ${range.start.line + 1}: ${message}`,
  );
  for (const from of stages.flatMap((stage) => argumentsOf(stage, "FROM"))) {
    if (!/@(sha256:[0-9a-f]{64}|\$\{\w+_DIGEST\})( AS \w+)?$/.test(from)) problems.push(`${from} has no digest`);
  }
  for (const arg of argumentsOf(before, "ARG")) {
    const digest = /^\w+_DIGEST(?:=(.*))?$/.exec(arg)?.[1];
    if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) problems.push(`${digest} is no digest`);
  }
  const user = argumentsOf(last, "USER").at(-1) ?? "root";
  if (!/^[1-9]\d*:[1-9]\d*$/.test(user)) problems.push(`it runs as ${user}`);
  for (const add of everything.flatMap((stage) => argumentsOf(stage, "ADD"))) problems.push(`ADD ${add}`);
  for (const setting of everything.flatMap((stage) => [...argumentsOf(stage, "ENV"), ...argumentsOf(stage, "ARG")])) {
    if (/SECRET|TOKEN|PASSWORD|CREDENTIAL|ACCESS_KEY|\bAKIA/i.test(setting)) problems.push(`a secret: ${setting}`);
  }
  return problems;
}

/** A package of this repository and all that it needs of it, to be run and to be built. */
async function workspacesOf(folder: string): Promise<readonly string[]> {
  const read = async (path: string) => JSON.parse(await readFile(new URL(`${path}/package.json`, ROOT), "utf8"));
  const folders = await Array.fromAsync(glob("{packages/*,pacts}", { cwd: ROOT }));
  const named = new Map(await Promise.all(folders.map(async (each) => [(await read(each)).name, each] as const)));
  const found = new Set([folder]);
  for (const each of found) {
    const { dependencies, devDependencies } = await read(each);
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
      const needed = named.get(name);
      if (needed !== undefined) found.add(needed);
    }
  }
  return [...found].sort();
}

describe("the image's definition", () => {
  it("is one that Docker takes, of pinned bases, for somebody who is not root, without secrets", () => {
    expect(problemsOf(TEXT)).toEqual([]);
  });

  it.each([
    ["COPY --from=build /app /app", "COPI --from=build /app /app", /Unknown instruction: COPI/],
    ["STOPSIGNAL SIGTERM", "STOPSIGNAL", /Instruction has no arguments/],
    ["_DIGEST}\nLABEL", "}\nLABEL", /has no digest/],
    ["ARG NODE_IMAGE_DIGEST", "ARG NODE_IMAGE_DIGEST=sha256:0", /is no digest/],
    ["USER 10001:10001\n", "", /runs as root/],
    ["USER 10001:10001", "USER node", /runs as node/],
    ["COPY . .", "ADD https://example.com/x.tgz /x", /^ADD https/],
    ["ENV NODE_ENV=production", "ENV AWS_SECRET_ACCESS_KEY=x NODE_ENV=production", /a secret/],
  ])("with %j as %j is told to be wrong", (from, to, problem) => {
    expect(TEXT).toContain(from);
    expect(problemsOf(TEXT.replace(from, to)).join("\n")).toMatch(problem);
  });

  it("installs with the pnpm that the repository names, on the Node.js that it is tested with", async () => {
    const { packageManager } = JSON.parse(await readFile(new URL("package.json", ROOT), "utf8"));
    expect(TEXT).toContain(`npm install --global ${packageManager}\n`);
    const { nodeVersion } = parse(await readFile(new URL("pnpm-workspace.yaml", ROOT), "utf8"));
    expect(TEXT).toContain(`/node:${nodeVersion}-`);
  });

  it("copies what the job's package needs of this repository, and nothing is kept from it", async () => {
    const needed = await workspacesOf("apps/report-job");
    const manifests = argumentsOf(stagesOf(TEXT).stages[0] ?? [], "COPY").flatMap(
      (copied) => /^(\S+)\/package\.json \1\/$/.exec(copied)?.[1] ?? [],
    );
    expect(manifests.sort()).toEqual(needed);
    const ignored = (await readFile(`${DOCKERFILE}.dockerignore`, "utf8")).split("\n");
    expect(ignored).toContain("*");
    for (const folder of needed) expect(ignored).toContain(`!${folder}`);
  });

  it("leaves only what is mounted to be written", async () => {
    const { environment, volumes } = await imageSettings();
    expect(environment).toMatchObject({
      HOME: "/tmp",
      ATTACHED_FILES_STATE_FOLDER: "/state",
      ATTACHED_FILES_REPORT_FOLDER: "/reports",
    });
    expect(volumes).toEqual(["/state", "/reports", "/tmp"]);
  });
});
