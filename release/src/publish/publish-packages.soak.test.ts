import { execFile } from "node:child_process";
import { once } from "node:events";
import { cp, glob, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyRepository } from "../../../packages/architecture/slow/copy-repository.ts";
import { ROOT } from "../repository.ts";
import { isRecent } from "./npm-problems.ts";
import { runNpm } from "./run-npm.ts";

const ADDRESS = "https://github.com/someone/attached-files";

let folder: string;
let copy: string;
let registry: Awaited<ReturnType<typeof startRegistry>>;

/** A registry that keeps what is published in it. */
async function startRegistry() {
  const published = new Map<string, { readonly versions: Record<string, Record<string, unknown>> }>();
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent((request.url ?? "").slice(1).split("?")[0] ?? "");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.method === "PUT") published.set(name, JSON.parse(Buffer.concat(parts).toString("utf8")));
    const found = published.get(name);
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? {}));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { host, published, close: () => server.close() };
}

async function release(...flags: readonly string[]): Promise<{ exitCode: number; said: string }> {
  const [GITHUB_SERVER_URL, GITHUB_REPOSITORY] = [ADDRESS.slice(0, 18), ADDRESS.slice(19)];
  const npm = { NPM_CONFIG_USERCONFIG: join(folder, "npmrc") };
  // On GitHub, npm would make a provenance or say otherwise why it cannot.
  const { GITHUB_ACTIONS, CI, ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN, ...here } = process.env;
  const env = { ...here, ...npm, GITHUB_SERVER_URL, GITHUB_REPOSITORY };
  return new Promise((resolve) => {
    const script = join(copy, "release/src/publish/publish-packages.ts");
    execFile(process.execPath, [script, ...flags], { cwd: copy, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === "number" ? error.code : 0, said: `${stdout}${stderr}` });
    });
  });
}

/** What everybody who installs a package finds in it: and that it holds none of the code of others. */
async function checkTarball(name: string): Promise<void> {
  const packed = join(copy, "release/dist/packages", name);
  const [tarball = ""] = await readdir(packed);
  const unpacked = await mkdtemp(join(folder, "unpacked-"));
  await promisify(execFile)("tar", ["-xzf", join(packed, tarball), "-C", unpacked]);
  const read = (file: string): Promise<string> => readFile(join(unpacked, "package", file), "utf8");
  for (const file of ["LICENSE", "CHANGELOG.md"]) expect(await read(file)).not.toBe("");
  const links = [...(await read("README.md")).matchAll(/\]\((?!https:|#)([^)#]+)/g)].map(([, link = ""]) => link);
  for (const link of links) expect(await read(link), `${name}: README.md: ${link}`).not.toBe("");
  for await (const file of glob("package/dist/**/*.js", { cwd: unpacked })) {
    expect(await readFile(join(unpacked, file), "utf8"), file).not.toMatch(/^\/\/ .*node_modules/m);
  }
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-release-")));
  copy = join(folder, "copy");
  await copyRepository(ROOT, copy);
  await cp(join(ROOT, ".changeset"), join(copy, ".changeset"), { recursive: true });
  registry = await startRegistry();
  await writeFile(
    join(folder, "npmrc"),
    `@attached-files:registry=http://${registry.host}/\n//${registry.host}/:_authToken=nobodys\n`,
  );
}, 180_000);
afterAll(async () => {
  registry.close();
  await rm(folder, { recursive: true, force: true });
});

it("publishes nothing of a repository that is not ready, and says everything that is missing", async () => {
  const { exitCode, said } = await release("--without-provenance");
  expect(exitCode).toBe(1);
  expect(said).toContain("Nothing was published.");
  for (const name of ["packages/core", "packages/adapters", "apps/report-job"]) {
    expect(said).toContain(`${name}/package.json: repository: expected {"type":"git","url":"git+${ADDRESS}.git"`);
  }
  expect(registry.published.size).toBe(0);
});

// Node 22.18 brings npm 10.
const { stdout: npmVersion } = await runNpm(["--version"], ROOT);
const isEnough = isRecent(npmVersion);

it.skipIf(isEnough)("publishes nothing with an npm that cannot prove who publishes, and says so", async () => {
  const { exitCode, said } = await release("--without-provenance");
  expect(exitCode).toBe(1);
  expect(said).toContain(`npm: expected 11.5.1 or later, got ${npmVersion.trim()}`);
  expect(registry.published.size).toBe(0);
});

const NAME = "publishes all packages in one version, each with its changelog, and none twice (npm 11.5.1 or later)";
it.skipIf(!isEnough)(
  NAME,
  async () => {
    await writeFile(
      join(copy, ".changeset/one-more.md"),
      '---\n"@attached-files/core": minor\n---\n\nOne more\nthing.\n',
    );
    await new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(ROOT, "node_modules/@changesets/cli/bin.js"), "version"],
        { cwd: copy },
        resolve,
      );
    });
    const changelog = await readFile(join(copy, "packages/core/CHANGELOG.md"), "utf8");
    expect(changelog).toMatch(/^# @attached-files\/core\n\n## \d+\.\d+\.\d+\n\n### Minor Changes\n\n- /);
    expect(changelog).toContain("- One more\n  thing.\n");
    expect(await readFile(join(copy, "apps/report-job/CHANGELOG.md"), "utf8")).not.toContain("Updated dependencies");

    for (const directory of ["packages/core", "packages/adapters", "apps/report-job"]) {
      const path = join(copy, directory, "package.json");
      const manifest = JSON.parse(await readFile(path, "utf8")) as object;
      const repository = { type: "git", url: `git+${ADDRESS}.git`, directory };
      await writeFile(path, JSON.stringify({ ...manifest, repository }));
    }
    // Only who runs on GitHub can make a provenance: npm refuses it elsewhere, and nothing is published without one.
    const refused = await release();
    expect(refused).toMatchObject({ exitCode: 1, said: expect.stringMatching(/provenance/i) });
    expect(registry.published.size).toBe(0);

    const first = await release("--without-provenance");
    expect(first).toMatchObject({ exitCode: 0, said: expect.stringContaining("@attached-files/report-job") });
    expect([...registry.published.keys()]).toEqual(
      ["core", "adapters", "report-job"].map((name) => `@attached-files/${name}`),
    );
    const manifests = [...registry.published.values()].map(({ versions }) => Object.values(versions)[0]);
    expect(new Set(manifests.map((manifest) => manifest?.version)).size).toBe(1);
    const ranges = manifests.flatMap((manifest) =>
      Object.values((manifest?.dependencies ?? {}) as Record<string, string>),
    );
    expect(ranges.filter((range) => !/^\^?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range) || range.endsWith("0.0.0"))).toEqual(
      [],
    );

    for (const name of registry.published.keys()) await checkTarball(name.replace("/", "-"));

    const second = await release("--without-provenance");
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.said.match(/is published already/g)).toHaveLength(3);
  },
  600_000,
);
