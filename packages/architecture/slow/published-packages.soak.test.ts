import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository } from "./copy-repository.ts";

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../../..");
const PACKAGES = ["core", "adapters"] as const;

let folder: string;
/** Of the copy from which they are packed, as `changeset version` made it. */
let version: string;
let project: string;
const tarballs = new Map<string, string>();

/** The pnpm that runs these tests, or the one that the README names. */
async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  const running = process.env.npm_execpath ?? "";
  const [command, ...first] = /pnpm[^/]*$/.test(running) ? [running] : ["npx", "--yes", "pnpm@12.21.0"];
  await execute(command ?? "", [...first, ...args], { cwd, maxBuffer: 1 << 26 });
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-packages-")));
  // A copy has no build yet: what is packed without one must make its own. And its next version is another.
  const copy = join(folder, "copy");
  await copyRepository(ROOT, copy);
  const bumps = PACKAGES.map((name) => `"@attached-files/${name}": minor`).join("\n");
  await writeFile(join(copy, ".changeset/next.md"), `---\n${bumps}\n---\n\nThe next version.\n`);
  await execute(process.execPath, [join(ROOT, "node_modules/@changesets/cli/bin.js"), "version"], { cwd: copy });
  version = JSON.parse(await readFile(join(copy, "packages/adapters/package.json"), "utf8")).version as string;
  for (const name of PACKAGES) {
    await pnpm(["pack", "--pack-destination", folder], join(copy, "packages", name));
    const file = (await readdir(folder)).find(
      (each) => each.startsWith(`attached-files-${name}-`) && each.endsWith(".tgz"),
    );
    if (file === undefined) throw new Error(`pnpm pack made no tarball of ${name}`);
    tarballs.set(name, join(folder, file));
  }
  project = join(folder, "project");
  await mkdir(project);
  const dependencies = Object.fromEntries(
    PACKAGES.map((name) => [`@attached-files/${name}`, `file:${tarballs.get(name)}`]),
  );
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({
      name: "a-stranger",
      private: true,
      type: "module",
      dependencies: { ...dependencies, typescript: "5.9.3", "@types/node": "24.19.2", vitest: "5.1.1" },
    }),
  );
  // The packages are not in any registry yet, so that adapters' own need of core is met by the tarball too.
  await writeFile(
    join(project, "pnpm-workspace.yaml"),
    `packages: []\noverrides:\n  "@attached-files/core": "file:${tarballs.get("core")}"\nallowBuilds: { esbuild: false }\n`,
  );
  await pnpm(["install"], project);
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(PACKAGES)("the tarball of %s", (name) => {
  it("passes publint, strictly", async () => {
    const tarball = await readFile(tarballs.get(name) ?? "");
    const { messages, pkg } = await publint({ pack: { tarball: toArrayBuffer(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("has types that fit its modules (are the types wrong?)", async () => {
    const tarball = await readFile(tarballs.get(name) ?? "");
    const analysis = await checkPackage(createPackageFromTarballData(tarball));
    const problems = "problems" in analysis ? analysis.problems : [{ kind: "no types at all" }];
    // ESM only: CommonJS loads it by Node's require(esm), and older resolvers do not know subpaths.
    const expected = new Set(["CJSResolvesToESM", "NoResolution"]);
    const unexpected = problems.filter(
      (problem) =>
        !(expected.has(problem.kind) && "resolutionKind" in problem && problem.resolutionKind !== "node16-esm"),
    );
    expect(
      unexpected.filter((problem) => !("resolutionKind" in problem && problem.resolutionKind === "node10")),
    ).toEqual([]);
  });

  it("holds what is needed and nothing else", async () => {
    const { stdout } = await execute("tar", ["-tzf", tarballs.get(name) ?? ""]);
    const files = stdout.trim().split("\n");
    expect(files).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "CHANGELOG.md", "package.json"].map((file) => `package/${file}`)),
    );
    expect(
      files.filter(
        (file) => !/^package\/(dist\/.*\.(js|d\.ts)|LICENSE|(README|CHANGELOG)\.md|package\.json)$/.test(file),
      ),
    ).toEqual([]);
    expect(files.filter((file) => /\.test\.|test-support/.test(file))).toEqual([]);
    const { stdout: manifest } = await execute("tar", ["-xOzf", tarballs.get(name) ?? "", "package/package.json"]);
    expect(manifest).not.toMatch(/workspace:|catalog:|attached-files\/source/);
    const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> };
    // Decision 5: what we lean on of the SDK is tested with one version of it.
    const ofTheSdk = Object.entries(dependencies).filter(([dependency]) => dependency.startsWith("@aws-sdk/"));
    expect(ofTheSdk).toHaveLength(name === "adapters" ? 9 : 0);
    expect(ofTheSdk.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it("has a README whose links lead somewhere in it", async () => {
    const tar = async (...args: string[]): Promise<string> => (await execute("tar", args)).stdout;
    const tarball = tarballs.get(name) ?? "";
    const files = (await tar("-tzf", tarball)).split("\n").map((file) => file.replace(/^package\//, ""));
    const readme = await tar("-xOzf", tarball, "package/README.md");
    const links = Array.from(readme.matchAll(/\]\((?!https:)([^)#]*)/g), ([, link = ""]) => link);
    expect(links).toContain("LICENSE");
    expect(links.filter((link) => link !== "" && !files.includes(link))).toEqual([]);
  });
});

const CONSUMER = `
import { parseMetadataRequest, reconcile, splitIntoRequests, type AttachedFile, type FileSource } from "@attached-files/core";
import { connectFileSource } from "@attached-files/adapters/connect";
import { connectReferenceSource } from "@attached-files/adapters/cases";
import { createFakeConnect } from "@attached-files/adapters/fake";

const fake = createFakeConnect();
fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d" });
fake.state.attachFile({ domainId: "d", caseId: "c", instanceId: "i", fileId: "f" });
const server = await fake.listen();
const credentials = { accessKeyId: "a", secretAccessKey: "b" };
const files: FileSource = connectFileSource({ region: "eu-central-1", endpoint: server.url, credentials });
const references = connectReferenceSource({ region: "eu-central-1", endpoint: server.url, credentials });
const names: string[] = [];
for await (const page of references.discover()) {
  for (const request of splitIntoRequests(page.references).requests) {
    const parsed = parseMetadataRequest(request);
    if (!parsed.ok) throw new Error(parsed.issues[0]?.expected);
    const { outcomes } = reconcile(request, await files.getMetadata(parsed.value));
    for (const outcome of outcomes) if (outcome.kind === "retrieved") names.push((outcome.file as AttachedFile).fileName);
  }
}
await files.close();
await references.close();
await server.close();
console.log(JSON.stringify(names));
`;

describe("a project that installs them", () => {
  it("type-checks against them, their own declarations included", async () => {
    await writeFile(join(project, "consumer.ts"), CONSUMER);
    await writeFile(
      join(project, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          module: "NodeNext",
          target: "ES2023",
          lib: ["ES2023", "ESNext"],
          strict: true,
          noEmit: true,
          types: ["node"],
          skipLibCheck: false,
        },
        files: ["consumer.ts"],
      }),
    );
    const checked = await execute(process.execPath, [join(project, "node_modules/typescript/bin/tsc"), "-p", "."], {
      cwd: project,
    }).catch((error: { stdout: string }) => error);
    expect(checked.stdout).toBe("");
  });

  it("runs with them", async () => {
    const { stdout } = await execute(process.execPath, ["consumer.ts"], { cwd: project });
    expect(stdout.trim()).toBe('["f.pdf"]');
  });

  it("runs the suites of ./testing in its own vitest, as the README shows it", async () => {
    const readme = await readFile(join(project, "node_modules/@attached-files/adapters/README.md"), "utf8");
    const [, suites = ""] = /\n## testing\n.*?```ts\n(.*?)```/s.exec(readme) ?? [];
    await writeFile(join(project, "mine.test.ts"), suites);
    const tsc = [join(project, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--skipLibCheck"];
    const options = ["--module", "nodenext", "--target", "es2023", "mine.test.ts"];
    const checked = await execute(process.execPath, [...tsc, ...options], { cwd: project }).catch((error) => error);
    expect(checked.stdout).toBe("");
    const vitest = [join(project, "node_modules/vitest/vitest.mjs"), "run", "--reporter=json", "--outputFile=it.json"];
    await execute(process.execPath, vitest, { cwd: project }).catch((error: unknown) => error);
    const report = JSON.parse(await readFile(join(project, "it.json"), "utf8")) as Record<string, number>;
    expect(report).toMatchObject({ success: true, numFailedTests: 0 });
    expect(report.numPassedTests).toBeGreaterThan(30);
  });

  it("tells AWS the version that it has, which no source repeats", async () => {
    const here = JSON.parse(await readFile(join(ROOT, "packages/adapters/package.json"), "utf8")) as {
      version: string;
    };
    expect(version).not.toBe(here.version);
    const script = `
      import { createServer } from "node:http";
      import { connectFileSource } from "@attached-files/adapters/connect";
      const server = createServer((request, response) => {
        console.log(request.headers["user-agent"]);
        response.end("{}");
      }).listen(0, "127.0.0.1", async () => {
        const source = connectFileSource({
          region: "eu-central-1",
          endpoint: "http://127.0.0.1:" + server.address().port,
          credentials: { accessKeyId: "a", secretAccessKey: "b" },
        });
        await source.getMetadata({ instanceId: "i", associatedResourceArn: "arn:aws:cases:::domain/d", fileIds: ["f"] });
        await source.close();
        server.close();
      });
    `;
    const { stdout } = await execute(process.execPath, ["--input-type=module", "-e", script], { cwd: project });
    expect(stdout).toContain(` attached-files/${version}`);
  });

  it("loads the fake without the AWS SDK", async () => {
    const script = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ resolve: (specifier, context, next) => { const found = next(specifier, context); loaded.push(found.url); return found; } });
      await import("@attached-files/adapters/SUBPATH");
      console.log(JSON.stringify(loaded));
    `;
    const load = async (subpath: string): Promise<string[]> => {
      const args = ["--input-type=module", "-e", script.replace("SUBPATH", subpath)];
      return JSON.parse((await execute(process.execPath, args, { cwd: project })).stdout) as string[];
    };
    const sdk = (urls: readonly string[]): string[] => urls.filter((url) => /@aws-sdk|@smithy/.test(url));
    expect(sdk(await load("fake"))).toEqual([]);
    expect(sdk(await load("connect"))).not.toEqual([]);
  });
});

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
