import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);

/** Every module that is loaded for `specifier`, from its sources, in a process of its own. */
async function modulesOf(specifier: string): Promise<string[]> {
  const script = `
    import { registerHooks } from "node:module";
    const urls = [];
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
    await import(${JSON.stringify(specifier)});
    console.log(JSON.stringify(urls));
  `;
  const options = ["--conditions=@attached-files/source", "--input-type=module", "--eval", script];
  const { stdout } = await run(process.execPath, options, { cwd: import.meta.dirname });
  return JSON.parse(stdout) as string[];
}

const SDK = /@aws-sdk|@smithy/;

it("loads no AWS SDK with the fake, and no test runner", async () => {
  const modules = await modulesOf("@attached-files/adapters/fake");
  expect(modules.some((url) => url.endsWith("/src/fake/index.ts"))).toBe(true);
  expect(modules.filter((url) => SDK.test(url))).toEqual([]);
  expect(modules.filter((url) => /vitest|fast-check|\.test\.ts$|test-support/.test(url))).toEqual([]);
}, 30_000);

it("would see an AWS SDK: it does with the source that uses one", async () => {
  expect((await modulesOf("@attached-files/adapters/connect")).filter((url) => SDK.test(url))).not.toEqual([]);
}, 30_000);
