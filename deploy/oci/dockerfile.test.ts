import { readFile } from "node:fs/promises";
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
