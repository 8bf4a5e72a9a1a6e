import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** The packages that the function is made of, and where a checkout has them. */
export const PACKAGES = { core: "packages/core", adapters: "packages/adapters", "report-job": "apps/report-job" };
const ARCHES = ["arm64", "x64"];

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
      },
    }));
  } catch (error) {
    return { values: {}, problems: [error.message] };
  }
  const { config, arch, tarballs, out } = values;
  const problems = [
    config === undefined && "--config: expected the configuration's file, received nothing",
    config !== undefined && !isFile(config) && `--config: expected a file, received ${config}, which is none`,
    !ARCHES.includes(arch) && `--arch: expected ${ARCHES.join(" or ")} (x86_64 is x64), received ${arch}`,
    !isFolder(join(resolve(out), "..")) && `--out: expected a file in a folder that is there, received ${out}`,
    ...(tarballs === undefined ? checkoutProblems(root) : tarballProblems(tarballs)),
  ];
  return { values, problems: problems.filter((problem) => problem !== false) };
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
