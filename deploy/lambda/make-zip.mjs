// Makes the zip of the Lambda function; --help tells how.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, extname, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { configurationProblem } from "./configuration-problem.mjs";
import { HELP, PACKAGES, tarballOf, zipArguments } from "./zip-arguments.mjs";

/** Of all that is unpacked. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (read 2026-11) */
const MOST_BYTES = 262_144_000;
/** Nothing of it is loaded: declarations, sources of browsers, and modules of the AWS SDK that Node.js does not take. */
const [LEFT_OUT_FOLDERS, LEFT_OUT_FILES] = [
  ["dist-types", "dist-es"],
  [".map", ".ts", ".mts", ".cts", ".md", ".markdown"],
];
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const { isHelp, values, problems } = zipArguments(process.argv.slice(2), ROOT);
if (isHelp) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (problems.length > 0) {
  const more = "'node deploy/lambda/make-zip.mjs --help' tells what it takes";
  process.stderr.write([...problems, more].map((line) => `${line}\n`).join(""));
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), "attached-files-lambda-"));
try {
  const tarballs = values.tarballs === undefined ? pack(join(work, "tarballs")) : tarballsIn(resolve(values.tarballs));
  const root = join(work, "function");
  install(root, tarballs, values.arch);
  copyFileSync(new URL("index.mjs", import.meta.url), join(root, "index.mjs"));
  copyFileSync(values.config, join(root, basename(values.config)));
  readAsTheJobDoes(root, values.config);
  for (const name of ["package-lock.json", "node_modules/.package-lock.json"])
    rmSync(join(root, name), { force: true });
  const files = filesIn(root).filter((path) => !isLeftOut(path));
  const bytes = files.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
  if (bytes > MOST_BYTES) throw new Error(`the function has ${bytes} bytes; Lambda takes ${MOST_BYTES} at most`);
  const zipBytes = await zip(root, files, resolve(values.out));
  const told = {
    file: resolve(values.out),
    arch: values.arch,
    files: files.length,
    bytes,
    zipBytes,
    handler: "index.handler",
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
} catch (error) {
  process.stderr.write(`No zip was made: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function pack(folder) {
  mkdirSync(folder);
  for (const path of Object.values(PACKAGES)) {
    execFileSync("npx", ["--yes", "pnpm@12.21.0", "pack", "--pack-destination", folder], {
      cwd: join(ROOT, path),
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return tarballsIn(folder);
}

function tarballsIn(folder) {
  const names = readdirSync(folder);
  return Object.fromEntries(
    Object.keys(PACKAGES).map((name) => [`@attached-files/${name}`, `file:${join(folder, tarballOf(name, names))}`]),
  );
}

/** For the machine that the function runs on, whichever this one is. No install script of a dependency is run. */
function install(root, tarballs, arch) {
  mkdirSync(root);
  const manifest = { private: true, type: "module", dependencies: tarballs, overrides: {} };
  // Among themselves, too, they are these.
  for (const [name, file] of Object.entries(tarballs)) manifest.overrides[name] = file;
  writeFileSync(join(root, "package.json"), JSON.stringify(manifest));
  const flags = ["--omit=dev", "--omit=peer", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", "--os=linux", `--cpu=${arch}`, "--libc=glibc", ...flags], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** What the function would refuse at its first invocation is refused here; permissions reads the configuration, and makes no call. */
function readAsTheJobDoes(root, config) {
  const main = join(root, "node_modules/@attached-files/report-job/dist/main.js");
  const problem = configurationProblem(main, resolve(config));
  if (problem !== undefined) throw new Error(`the configuration would be refused\n${problem}`);
}

function filesIn(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function isLeftOut(path) {
  return LEFT_OUT_FOLDERS.some((name) => path.split("/").includes(name)) || LEFT_OUT_FILES.includes(extname(path));
}

/** The same files make the same zip. */
async function zip(root, files, out) {
  const yazl = createRequire(join(root, "node_modules/@attached-files/report-job/package.json"))("yazl");
  const archive = new yazl.ZipFile();
  const options = { mtime: new Date("2000-01-01T00:00:00Z"), mode: 0o100644, forceDosTimestamp: true };
  for (const path of files) archive.addFile(join(root, path), path, options);
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(out));
  return statSync(out).size;
}
