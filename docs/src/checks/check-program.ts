import { spawnSync } from "node:child_process";

/** What Node.js says against the syntax of a block of JavaScript, which is a module. */
export function checkJavaScript(code: string): readonly string[] {
  return complaintOf(process.execPath, ["--check", "--input-type=module", "-"], code);
}

/** Whether there is a Python here. Without one, the syntax of its blocks is not looked at. */
export const HAS_PYTHON: boolean = spawnSync("python3", ["--version"]).status === 0;

/** What Python says against the syntax of a block. */
export function checkPython(code: string): readonly string[] {
  return complaintOf("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], code);
}

function complaintOf(program: string, args: readonly string[], input: string): readonly string[] {
  const { status, stderr } = spawnSync(program, args, { input, encoding: "utf8" });
  return status === 0 ? [] : [stderr.trim()];
}
