import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../config/load-config.ts";
import { initCommand } from "./init-command.ts";
import type { Io } from "./io.ts";

let folder: string;
let config: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-init-"));
  config = join(folder, "attached-files.yaml");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function io(stdin: Io["stdin"]): { readonly io: Io; readonly said: string[] } {
  const said: string[] = [];
  const part = {
    environment: {},
    stdin,
    say: (line: string) => void said.push(line),
    signal: new AbortController().signal,
  };
  return { io: part as unknown as Io, said };
}

/** A person at a terminal, who types what is given after each question. */
function typing(...answers: readonly string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const prompts = new PassThrough();
  const left = [...answers];
  let shown = "";
  prompts.on("data", (chunk: Buffer) => {
    shown += chunk.toString("utf8");
    if (!stripVTControlCharacters(chunk.toString("utf8")).endsWith(": ")) return;
    const answer = left.shift();
    if (answer !== undefined) setImmediate(() => stdin.write(answer));
  });
  return { stdin, prompts, shown: () => shown };
}

describe("init", () => {
  it("writes a configuration that loads, and says what comes next", async () => {
    const { io: quiet, said } = io(Readable.from([]));
    const flags = { config, name: "care", region: "eu-central-1", domainIds: ["d-1"], cron: "0 6 * * *" };
    expect(await initCommand(flags, quiet)).toBe(0);
    const loaded = await loadConfig({ path: config, environment: {}, flags: {} });
    expect(loaded.scopes).toMatchObject([{ name: "care", region: "eu-central-1", domainIds: ["d-1"] }]);
    expect(loaded.schedule).toMatchObject({ cron: "0 6 * * *", timeZone: "UTC" });
    expect(said.join("\n")).toContain(`attached-files permissions --config ${config}`);
  });

  it("leaves a file that is there as it was", async () => {
    await writeFile(config, "mine");
    const { io: quiet } = io(Readable.from([]));
    await expect(initCommand({ config }, quiet)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(`${config} is there already`),
    });
    expect(await readFile(config, "utf8")).toBe("mine");
  });

  it("tells all that is wrong at once, by its flags, and writes nothing", async () => {
    const { io: quiet } = io(Readable.from([]));
    const wrong = { config, name: "a b", region: "EU", endpoint: "ftp://x", cron: "every day", bucket: "B" };
    const trouble = await initCommand(wrong, quiet).catch((error: Error) => error.message);
    for (const flag of ["--name", "--region", "--endpoint", "--cron", "--bucket"]) expect(trouble).toContain(flag);
    await expect(initCommand({ config, timeZone: "UTC" }, quiet)).rejects.toThrow("expected --cron beside it");
    await expect(readFile(config)).rejects.toThrow("ENOENT");
  });

  it("asks a person for what no flag has said, and takes what it suggests for an empty answer", async () => {
    const { stdin, prompts, shown } = typing("care\n", "\n", "0 6 * * *\n", "Europe/Berlin\n", "\n");
    expect(await initCommand({ config, instanceId: "i-1" }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8"))).toMatchObject({
      scopes: [{ name: "care", region: "eu-central-1", instanceId: "i-1" }],
      schedule: { cron: "0 6 * * *", timeZone: "Europe/Berlin" },
    });
    expect(shown()).not.toContain("Id of the Amazon Connect instance");
  });

  it.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("writes nothing when the person ends it with %s", async (_, key) => {
    const { stdin, prompts } = typing("care\n", key);
    await expect(initCommand({ config }, io(stdin).io, prompts)).rejects.toMatchObject({ code: "interrupted" });
    await expect(readFile(config)).rejects.toThrow("ENOENT");
  });
});
