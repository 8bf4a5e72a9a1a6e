import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "../../..");

describe("the command from a checkout", () => {
  it("puts results alone on stdout, and passes the exit code on", async () => {
    const script = resolve(ROOT, "apps/report-job/from-checkout.js");
    const { stdout } = await execute(process.execPath, [script, "--version"], { cwd: ROOT });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    await expect(execute(process.execPath, [script, "nonsense"], { cwd: ROOT })).rejects.toMatchObject({
      code: 2,
      stdout: "",
    });
  });
});
