import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { InvalidInputError, SOURCE_ERROR_CODES, SourceError } from "@attached-files/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { scriptedServer } from "./aws-client/scripted-server.test-support.ts";
import { connectReferenceSource } from "./cases/connect-reference-source.ts";
import { connectFileSource } from "./connect/connect-file-source.ts";
import { createFakeConnect } from "./fake/index.ts";

const execute = promisify(execFile);
const HOME = resolve(import.meta.dirname, "..");
const README = await readFile(join(HOME, "README.md"), "utf8");

interface Example {
  readonly code: string;
  readonly prints: string;
}

/** The example below a heading, and what it prints, where the README says so. */
function exampleOf(heading: string): Example {
  const section = new RegExp(`\\n## ${heading}\\n(.*?)(?=\\n## |$)`, "s").exec(README)?.[1] ?? "";
  const [, code = ""] = /```ts\n(.*?)```/s.exec(section) ?? [];
  const [, prints = ""] = /\n\nprints\n\n```text\n(.*?)```/s.exec(section) ?? [];
  expect(code).toContain(`@attached-files/adapters/${heading}`);
  return { code, prints };
}

/** The centre that the examples speak of, over the wire, and what makes the SDK find it. */
async function arrange(): Promise<Record<string, string>> {
  const fake = createFakeConnect();
  fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  for (const [caseId, fileId] of [
    ["c-1", "f-1"],
    ["c-2", "f-3"],
  ] as const)
    fake.state.attachFile({ domainId: "d-1", caseId, instanceId: "i-1", fileId });
  const server = await fake.listen();
  onTestFinished(() => server.close());
  const sts = await scriptedServer(`<AssumeRoleResponse><AssumeRoleResult><Credentials>
    <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
  return {
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_ENDPOINT_URL_CONNECT: server.url,
    AWS_ENDPOINT_URL_CONNECTCASES: server.url,
    AWS_ENDPOINT_URL_STS: sts.url,
  };
}

it.each(["connect", "cases", "fake"])(
  "the README's example of /%s prints what the README says",
  async (subpath) => {
    const { code, prints } = exampleOf(subpath);
    expect(prints).not.toBe("");
    const args = ["--no-warnings", "--conditions=@attached-files/source", "--input-type=module-typescript", "--eval"];
    const env = { ...process.env, ...(await arrange()) };
    const { stdout, stderr } = await execute(process.execPath, [...args, code], { cwd: HOME, env });
    expect({ stdout, stderr }).toEqual({ stdout: prints, stderr: "" });
  },
  30_000,
);

it("the README's examples type-check", async () => {
  await mkdir(join(HOME, ".tmp"), { recursive: true });
  const folder = await mkdtemp(join(HOME, ".tmp/readme-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const subpath of ["connect", "cases", "fake", "testing"])
    await writeFile(join(folder, `${subpath}.ts`), exampleOf(subpath).code);
  const options = { extends: "../../tsconfig.json", include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(options));
  const tsc = join(HOME, "node_modules/typescript/bin/tsc");
  const checked = await execute(process.execPath, [tsc, "-p", folder], { cwd: HOME }).catch((error) => error);
  expect(checked.stdout).toBe("");
}, 60_000);

describe("the README's tables", () => {
  const rows = README.split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()));

  /** All options that a source knows, as it tells them to somebody who has made one up. */
  function optionsOf(create: (options: never) => unknown): readonly string[] {
    try {
      create({ madeUp: 1 } as never);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.issues[0]?.expected.replace("one of ", "").split(", ") ?? [];
    }
    throw new Error("an option that was made up was taken");
  }

  it("have every option", () => {
    const told = rows.map(([, name = ""]) => name);
    const options = [...optionsOf(connectFileSource), ...optionsOf(connectReferenceSource)];
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  });

  it("have every code of an error, and whether it may pass", () => {
    const told = rows.filter(([, , passes]) => passes === "yes" || passes === "no");
    expect(told.map(([, code, passes]) => [code, passes])).toEqual(
      SOURCE_ERROR_CODES.map((code) => [`\`${code}\``, new SourceError(code, "").retryable ? "yes" : "no"]),
    );
  });
});
