import type { ShellCommand } from "./commands-of.ts";

/** Programs that start another one, and how many of their flags take a value that follows. */
const STARTERS: Readonly<Record<string, readonly string[]>> = {
  sudo: ["-u", "-g", "--user", "--group"],
  env: ["-u", "-C"],
  exec: [],
  nohup: [],
  time: [],
  timeout: ["-s", "-k"],
  "systemd-run": ["--unit", "-p", "--property", "-E", "--setenv"],
};

/** What a command comes down to: without assignments before it, and without programs that only start it. */
export function innerCommand(command: ShellCommand): ShellCommand {
  const words = [...command];
  while (words.length > 1 && /^[A-Za-z_]\w*=/.test(words[0] ?? "")) words.shift();
  const [first = "", ...rest] = words;
  // Our own by npx is somebody else's matter.
  if (first === "npx" && /^--yes aws-cdk@\d[\w.]*$/.test(rest.slice(0, 2).join(" "))) return ["cdk", ...rest.slice(2)];
  const starter = STARTERS[first];
  if (starter === undefined) return [first.replace(/^.*\//, ""), ...rest];
  while (rest[0]?.startsWith("-") === true) {
    const flag = rest.shift() ?? "";
    if (starter.includes(flag)) rest.shift();
  }
  if (first === "timeout") rest.shift();
  return rest.length === 0 ? [first] : innerCommand(rest as unknown as ShellCommand);
}
