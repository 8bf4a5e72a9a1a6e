import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";
import { redactionOf } from "./redact-key.ts";

const KEY = "correct horse battery staple";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-redact-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(report: string, environment: Record<string, string> = {}, flags: Record<string, string> = {}) {
  const path = join(folder, "attached-files.yaml");
  await writeFile(path, `scopes: [{ name: main }]\n${report}`);
  const config = await loadConfig({ path, environment, flags });
  return redactionOf(config, environment);
}

describe("what is to be redacted", () => {
  it("is nothing, and needs no key, unless it is asked for", async () => {
    expect(await load("")).toEqual({ kinds: [], key: "" });
  });

  it("comes from the file, over it the environment, over that a flag, which may switch it off", async () => {
    const file = "report: { redact: [names] }\n";
    const key = { ATTACHED_FILES_REDACT_KEY: KEY };
    expect(await load(file, key)).toEqual({ kinds: ["names"], key: KEY });
    expect((await load(file, { ...key, ATTACHED_FILES_REDACT: "tags, uploaders" })).kinds).toEqual([
      "tags",
      "uploaders",
    ]);
    expect((await load(file, {}, { redact: "" })).kinds).toEqual([]);
  });

  it("is refused without a key that cannot be guessed, which is never shown", async () => {
    await expect(load("", {}, { redact: "names" })).rejects.toThrow(
      /variable ATTACHED_FILES_REDACT_KEY: expected a secret of at least 16 characters.*, received none$/,
    );
    const short = load("", { ATTACHED_FILES_REDACT_KEY: "open sesame" }, { redact: "names" });
    await expect(short).rejects.toThrow(/received 11 characters$/);
    await expect(short).rejects.not.toThrow(/sesame/);
  });

  it("is refused where it is no kind of text, and says where it was given", async () => {
    const flags = { redact: "names,adresses" };
    await expect(load("", { ATTACHED_FILES_REDACT_KEY: KEY }, flags)).rejects.toThrow(
      '--redact: expected one of names, uploaders, tags, received "adresses"',
    );
  });
});
