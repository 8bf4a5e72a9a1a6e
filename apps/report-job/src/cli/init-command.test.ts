import { execFileSync } from "node:child_process";
import * as fs from "node:fs/promises";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../config/load-config.ts";
import type { Io } from "../process/io.ts";
import { initCommand } from "./init-command.ts";

vi.mock("node:fs/promises", { spy: true });

const INSTANCE = "arn:aws:connect:eu-west-2:111122223333:instance/i-1";
const ID = "0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab";
const DOMAIN = "arn:aws:cases:eu-west-2:111122223333:domain/d-1";

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
    const commands = said.flatMap((line) => /^ {2}(attached-files \S+ --config \S+) +# /.exec(line)?.[1] ?? []);
    expect(commands).toEqual(
      ["permissions", "check", "plan", "run"].map((name) => `attached-files ${name} --config ${config}`),
    );
  });

  it("names commands that a shell takes as they are, and npx where that started it", async () => {
    const odd = join(folder, "it's mine.yaml");
    const { io: quiet, said } = io(Readable.from([]));
    await initCommand({ config: odd }, { ...quiet, environment: { npm_command: "exec" } } as Io);
    const check = said.find((line) => line.includes(" check ")) ?? "";
    const words = execFileSync("sh", ["-c", `npx() { printf '%s\n' "$@"; }; ${check}`], { encoding: "utf8" });
    expect(words.split("\n")).toEqual(["@attached-files/report-job", "check", "--config", odd, ""]);
  });

  it("names a schema that is there, wherever the program is installed: beside the file, or the folder's own package", async () => {
    const { io: quiet, said } = io(Readable.from([]));
    const schemaOf = async (path: string): Promise<Record<string, unknown>> => {
      const [, named = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(await readFile(path, "utf8")) ?? [];
      expect(named.startsWith(".")).toBe(true);
      return JSON.parse(await readFile(join(dirname(path), named), "utf8")) as Record<string, unknown>;
    };
    await initCommand({ config }, quiet);
    expect(await schemaOf(config)).toMatchObject({ title: "attached-files configuration" });
    expect(said.join("\n")).toContain(`${join(folder, "attached-files.schema.json")} is written beside it`);

    await writeFile(join(folder, "attached-files.schema.json"), "{}");
    await initCommand({ config: join(folder, "second.yaml") }, quiet);
    expect(await schemaOf(join(folder, "second.yaml"))).toEqual({});
    expect(said.join("\n")).toContain("is there already with another content, and was left as it is");

    const installed = join(folder, "node_modules/@attached-files/report-job/schemas");
    await mkdir(installed, { recursive: true });
    await writeFile(join(installed, "config.schema.json"), `{"of":"the package"}`);
    await mkdir(join(folder, "settings"));
    const third = join(folder, "settings/third.yaml");
    await initCommand({ config: third }, quiet);
    expect(await schemaOf(third)).toEqual({ of: "the package" });
    expect(await readdir(join(folder, "settings"))).toEqual(["third.yaml"]);
  });

  it("points to nothing that an installed package does not have", async () => {
    await initCommand({ config }, io(Readable.from([])).io);
    expect(await readFile(config, "utf8")).not.toMatch(/\bdocs\/|\.md\b/);
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
    const ids = { config, instanceId: "https://care.my.connect.aws/", domainIds: ["a b"], timeZone: "Mars/Base" };
    const ofIds = await initCommand(ids, quiet).catch((error: Error) => error.message);
    for (const said of ["--instance-id", "aws connect list-instances", "--domain-id", "aws connectcases list-domains"])
      expect(ofIds).toContain(said);
    expect(ofIds).toMatch(/--time-zone: expected the name of a time zone.*\n--time-zone: expected --cron beside it/);
    await expect(readFile(config)).rejects.toThrow("ENOENT");
  });

  it("takes ids and Region from ARNs", async () => {
    const { io: quiet, said } = io(Readable.from([]));
    expect(await initCommand({ config, instanceId: INSTANCE, domainIds: [DOMAIN] }, quiet)).toBe(0);
    expect(parse(await readFile(config, "utf8")).scopes).toMatchObject([
      { region: "eu-west-2", instanceId: "i-1", domainIds: ["d-1"] },
    ]);
    expect(said.join("\n")).not.toContain("no Amazon Connect Cases");
  });

  it.each([
    ["another Region's", { region: "eu-central-1" }, /--region: expected eu-west-2, the Region of arn:/],
    ["another account's", { domainIds: [DOMAIN.replace("111122223333", "444455556666")] }, /account, 111122223333/],
    ["something else's", { instanceId: `${INSTANCE}/contact/c-1` }, /--instance-id: expected the id of an instance/],
  ])("refuses an ARN that is %s", async (_, other, message) => {
    const { io: quiet } = io(Readable.from([]));
    await expect(initCommand({ config, instanceId: INSTANCE, ...other }, quiet)).rejects.toThrow(message);
  });

  it("writes a Region of which no Cases are known, and says so", async () => {
    const { io: quiet, said } = io(Readable.from([]));
    expect(await initCommand({ config, region: "eu-north-1" }, quiet)).toBe(0);
    expect(said[0]).toMatch(/^--region: eu-north-1 had no Amazon Connect Cases/);
  });

  it("leaves no half of a file where the disk takes no more", async () => {
    vi.mocked(fs.open).mockImplementationOnce(async (path) => {
      await writeFile(String(path), "half");
      const writing = async () => {
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      };
      return { writeFile: writing, close: async () => {} } as never;
    });
    await expect(initCommand({ config }, io(Readable.from([])).io)).rejects.toThrow("cannot be written: ENOSPC");
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

  it("asks again for an answer that no configuration can have, at once and with the reason", async () => {
    const answers = [
      "a b\n",
      "care\n",
      "arn:aws:iam::111122223333:role/x\n",
      `${INSTANCE}\n`,
      "EU\n",
      "eu-central-1\n",
    ];
    const { stdin, prompts, shown } = typing(
      ...answers,
      "\n",
      "every day\n",
      "0 6 * * *\n",
      "Mars\n",
      "UTC\n",
      "B\n",
      "\n",
    );
    expect(await initCommand({ config }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8"))).toMatchObject({
      scopes: [{ name: "care", region: "eu-west-2", instanceId: "i-1" }],
      schedule: { cron: "0 6 * * *", timeZone: "UTC" },
    });
    const said = stripVTControlCharacters(shown()).split(/\r?\n/);
    for (const reason of [
      /^ {2}Name: expected 1 to 64 letters.* received "a b"$/,
      /^ {2}Instance: expected the id of an instance, as 0f1e2d3c-.*aws connect list-instances.* received "arn:aws:iam/,
      /^ {2}Region: expected an AWS Region, as eu-central-1, received "EU"$/,
      /^ {2}Region: expected eu-west-2, the Region of arn:aws:connect:.* received "eu-central-1"$/,
      /^ {2}Cron pattern: expected /,
      /^ {2}Time zone: expected /,
      /^ {2}Bucket: expected the name of a bucket.* received "B"$/,
    ])
      expect(said.filter((line) => reason.test(line))).toHaveLength(1);
  });

  it("lets a person confirm a Region of which no Cases are known", async () => {
    const { stdin, prompts, shown } = typing("\n", "\n", "eu-nroth-1\n", "\n", "eu-north-1\n", "yes\n", "\n", "\n");
    expect(await initCommand({ config }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8")).scopes).toEqual([expect.objectContaining({ region: "eu-north-1" })]);
    expect(shown()).toContain("eu-nroth-1 had no Amazon Connect Cases");
  });

  it("goes on asking for a pattern where a time zone was given", async () => {
    const { stdin, prompts } = typing("\n", "\n", "\n", "\n", "0 6 * * *\n", "\n");
    expect(await initCommand({ config, timeZone: "UTC" }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8")).schedule).toEqual({ cron: "0 6 * * *", timeZone: "UTC" });
  });

  it("takes answers that were pasted at once", async () => {
    const { stdin, prompts } = typing(`care\n${ID}\neu-central-1\n\n\n`);
    expect(await initCommand({ config }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8")).scopes).toMatchObject([{ name: "care", instanceId: ID }]);
  });

  it("has an alias given for an id confirmed, and takes another answer", async () => {
    const { stdin, prompts, shown } = typing("\n", "customer-care\n", "\n", `${ID}\n`, "\n", "\n", "\n");
    expect(await initCommand({ config }, io(stdin).io, prompts)).toBe(0);
    expect(parse(await readFile(config, "utf8")).scopes).toMatchObject([{ instanceId: ID }]);
    expect(shown()).toContain("an alias is none");
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
