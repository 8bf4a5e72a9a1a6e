import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** The packages that the function is made of, and where a checkout has them. */
export const PACKAGES = { core: "packages/core", adapters: "packages/adapters", "report-job": "apps/report-job" };
const ARCHES = ["arm64", "x64"];

/** What a stranger needs to make a zip of it. */
export const HELP = `Usage: node deploy/lambda/make-zip.mjs --config FILE [--arch ARCH] [--tarballs FOLDER] [--out FILE]

Makes the zip of the AWS Lambda function that runs the job: the three packages, what they depend on, built for Lambda's
Linux on whichever machine this runs, the handler (index.handler) and the configuration. It takes a minute, needs npm and
the registry, and calls nothing of AWS. The function has to be made with the same architecture.

Options:
  --config FILE      the configuration that goes into the zip; what a run would refuse in it is refused here
  --arch ARCH        the function's architecture: arm64 or x64 (AWS calls it x86_64) (default: arm64)
  --tarballs FOLDER  the tarballs of the three packages (attached-files-core-….tgz, -adapters-…, -report-job-…);
                     without it, those of this checkout are packed, which has to be built (pnpm build)
  --out FILE         the zip, in a folder that is there; one that stands there is replaced (default: attached-files-lambda.zip)
  -h, --help         show this, and make nothing

On standard output: a line of JSON with file, arch, files, bytes (unpacked), zipBytes and handler.
Exit codes: 0 the zip is made; 1 it could not be made; 2 an argument is wrong, and nothing was begun.

Example:
  node deploy/lambda/make-zip.mjs --config attached-files.yaml --arch arm64 --out attached-files-lambda.zip

What comes next, from the function's role to its schedule: docs/deploy/lambda.md
`;

/** What the zip is made of and for, and every problem of it: judged before anything that takes time. */
export function zipArguments(args, root) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        config: { type: "string" },
        arch: { type: "string", default: "arm64" },
        tarballs: { type: "string" },
        out: { type: "string", default: "attached-files-lambda.zip" },
        help: { type: "boolean", short: "h", default: false },
      },
    }));
  } catch (error) {
    return { isHelp: false, values: {}, problems: [error.message] };
  }
  if (values.help) return { isHelp: true, values, problems: [] };
  const { config, arch, tarballs, out } = values;
  const problems = [
    config === undefined && "--config: expected the configuration's file, received nothing",
    config !== undefined && !isFile(config) && `--config: expected a file, received ${config}, which is none`,
    !ARCHES.includes(arch) && `--arch: expected ${ARCHES.join(" or ")} (x86_64 is x64), received ${arch}`,
    !isFolder(join(resolve(out), "..")) && `--out: expected a file in a folder that is there, received ${out}`,
    ...(tarballs === undefined ? checkoutProblems(root) : tarballProblems(tarballs)),
  ];
  return { isHelp: false, values, problems: problems.filter((problem) => problem !== false) };
}

/** The name of a package's tarball among those of a folder. */
export function tarballOf(name, names) {
  return names.find((each) => new RegExp(`^attached-files-${name}-\\d.*\\.tgz$`).test(each));
}

function checkoutProblems(root) {
  const missing = Object.values(PACKAGES).filter((path) => !existsSync(join(root, path, "package.json")));
  if (missing.length === 0) return [];
  return [
    `--tarballs: expected the folder of the packages' tarballs, as ${root} has no ${missing.join(", no ")} to pack`,
  ];
}

function tarballProblems(folder) {
  if (!isFolder(folder)) return [`--tarballs: expected a folder, received ${folder}, which is none`];
  const names = readdirSync(folder);
  return Object.keys(PACKAGES)
    .filter((name) => tarballOf(name, names) === undefined)
    .map((name) => `--tarballs: expected a tarball of @attached-files/${name} in ${folder}, received none`);
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
