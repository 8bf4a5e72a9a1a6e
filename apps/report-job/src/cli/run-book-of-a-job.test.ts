import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SECTIONS } from "../run-book/run-book.ts";
import { runBookCommand } from "./run-book-command.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-run-book-"));
  await mkdir(join(folder, "a job"));
  file = join(folder, "a job/job.yaml");
});
afterEach(() => rm(folder, { recursive: true }));

async function printed(id: string, config: string, path: string = file, folders: object = {}) {
  await writeFile(file, config);
  const texts: string[] = [];
  const said: string[] = [];
  const io = { out: (more: string) => void texts.push(more), say: (line: string) => void said.push(line) };
  await runBookCommand(id, { ...io, environment: {}, logAs: async () => {} }, { config: path, ...folders });
  const text = texts.join("");
  return {
    text,
    said,
    commands: [...text.matchAll(/^ {2}((?:attached-files|aws|curl|df) .*)$/gm)].map(([, each]) => each),
  };
}

const TWO_SCOPES = `
scopes:
  - { name: care, region: eu-west-2, profile: care }
  - { name: claims, region: us-east-1, endpoint: "https://vpce-1.example" }
state: { folder: /var/lib/state, s3: { bucket: our-states, prefix: team/, region: eu-west-2 } }
report: { folder: reports }
publish: { s3: { bucket: our-reports, prefix: files/ } }
`;

describe("the run book of a job", () => {
  it("has commands with the configuration and the folders of the job, as words of a shell", async () => {
    const { commands, text } = await printed("exit-code-4", TWO_SCOPES);
    expect(commands).toEqual([
      `attached-files check --config '${file}'`,
      expect.stringMatching(/^attached-files query "SELECT .*" --config '.*job\.yaml'$/),
      `attached-files plan --config '${file}'`,
      `df -h /var/lib/state '${join(folder, "a job/reports")}'`,
      "aws sts get-caller-identity --profile care",
      "aws sts get-caller-identity",
    ]);
    expect(text).not.toContain("Add --config");
    expect(text).toContain("(Add the folders that the run was given by flags");
  });

  it("has the buckets, scopes, Regions and endpoints of the job", async () => {
    expect((await printed("reason-state-in-use", TWO_SCOPES)).commands).toContain(
      "aws s3 cp s3://our-states/team/scope=claims/head.json - --region eu-west-2",
    );
    const { commands, text } = await printed("trouble-bucket-not-reached", TWO_SCOPES);
    expect(commands).toContain("aws s3 ls s3://our-reports/files/");
    expect(text).not.toContain("your own bucket");
    expect((await printed("error-source-unreachable", TWO_SCOPES)).commands).toEqual(
      expect.arrayContaining(["curl -sSI https://connect.eu-west-2.amazonaws.com", "curl -sSI https://vpce-1.example"]),
    );
    expect((await printed("error-other-instance", TWO_SCOPES)).commands).toContainEqual(
      expect.stringMatching(/^aws connect list-instances .* --region eu-west-2 --profile care$/),
    );
  });

  it("has the folders that the run was given by flags, and asks for its environment alone", async () => {
    const folders = { stateFolder: "/var/lib/a b/state", reportFolder: "/var/lib/report" };
    const { commands, text } = await printed("exit-code-4", TWO_SCOPES, file, folders);
    expect(commands).toEqual(
      expect.arrayContaining([
        `attached-files check --config '${file}' --state-folder '/var/lib/a b/state' --report-folder /var/lib/report`,
        `attached-files plan --config '${file}' --state-folder '/var/lib/a b/state'`,
        "df -h '/var/lib/a b/state' /var/lib/report",
      ]),
    );
    expect(text).toContain("(Give them the environment of the run, too");
    expect(text).not.toContain("Add the folders");
    const io = { out: () => {}, say: () => {}, environment: {}, logAs: async () => {} };
    await expect(runBookCommand("exit-code-4", io, { stateFolder: "x" })).rejects.toThrow("expected --config FILE");
  });

  it("leaves out what the job does not have", async () => {
    const { commands } = await printed("reason-state-in-use", "scopes: [{ name: main }]\n");
    expect(commands).toEqual([`attached-files plan --config '${file}'`]);
  });

  it("names nobody else's things in any section", async () => {
    for (const { id } of SECTIONS) {
      const { commands } = await printed(id, TWO_SCOPES);
      for (const command of commands) {
        expect(command).not.toMatch(/my-state|my-reports|scope=main|eu-central-1| \.$/);
        if (/^attached-files (?!--version)/.test(command ?? "")) expect(command).toContain(`--config '${file}'`);
      }
    }
  });

  it("is printed where the configuration is refused, with why, and its name alone", async () => {
    const { commands, said } = await printed("exit-code-2", "scopes: [{ nam: main }]\n");
    expect(said.join("\n")).toContain("scopes[0].nam");
    expect(commands).toContain(`attached-files check --config '${file}'`);
  });

  it.each([
    ["is no YAML", "scopes: [{ name: main\nstate: }\n", "job.yaml is not YAML:"],
    ["has an alias of nothing", "scopes: *gone\n", "job.yaml cannot be read as YAML: "],
    ["is of several documents", "scopes: []\n---\nscopes: []\n", "expected one document"],
    ["holds no settings", "- a list\n", "expected settings, as 'scopes:'"],
  ])("is printed for a file that %s, with why, and its name alone", async (_, config, why) => {
    const { commands, said, text } = await printed("exit-code-2", config);
    expect(said.join("\n")).toContain(why);
    expect(said.join("\n")).toContain("The commands below have the configuration's name alone.");
    expect(commands).toContain(`attached-files check --config '${file}'`);
    expect(text).toContain("Do:");
  });

  it("is not printed for a file that is not there", async () => {
    await expect(printed("exit-code-2", "", join(folder, "none.yaml"))).rejects.toMatchObject({ code: "usage" });
  });
});

it("a configuration with several mistakes is told in a line for each, and without what a terminal would obey", async () => {
  const { said } = await printed("exit-code-2", "scopes: []\nregoin: x\nreprot: y\u001b[31m\n");
  expect(said).toHaveLength(1);
  const lines = said.join("").split("\n");
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.at(-1)).toBe("The commands below have the configuration's name alone.");
  for (const text of ["\\u{a}", "\u001b"]) expect(said.join("")).not.toContain(text);
});
