import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandsOf } from "./commands-of.ts";

async function told(script: string): Promise<readonly string[]> {
  const { commands, complaint } = await commandsOf(script);
  expect(complaint).toBe("");
  return commands.map((words) => words.join("|"));
}

describe("the programs that a script would start", () => {
  it.each([
    ["attached-files run --slot 'a b' \\\n  --full", ["attached-files|run|--slot|a b|--full"]],
    ['attached-files run --slot "$(date -u +%F)"', ["date|-u|+%F", "attached-files|run|--slot|"]],
    ["A=1 attached-files run | head -3 > out.txt", ["attached-files|run", "head|-3"]],
    ["cd somewhere && attached-files plan", ["cd|somewhere", "attached-files|plan"]],
    ["set -eu\nexec attached-files run", ["set|-eu", "exec|attached-files|run"]],
    [
      "for each in 1 2; do attached-files runs --limit $each; done",
      ["attached-files|runs|--limit|1", "attached-files|runs|--limit|2"],
    ],
    ["read -r A B <<< $(aws connect x)\n# attached-files nonsense", ["aws|connect|x"]],
    ["./node_modules/.bin/attached-files plan", ["./node_modules/.bin/attached-files|plan"]],
    ["cat > a.yaml <<'END'\nattached-files run\nEND", ["cat"]],
  ])("%s", async (script, commands) => {
    expect([...(await told(script))].sort()).toEqual([...commands].sort());
  });

  it("are not started, by whichever path", async () => {
    const file = `/tmp/attached-files-started-${process.pid}`;
    expect(await told(`A="b c" /usr/bin/touch ${file}\ntouch ${file}\nX='1' /usr/bin/env touch ${file}`)).toHaveLength(
      3,
    );
    expect(existsSync(file)).toBe(false);
  });

  it("are not told of what bash does not understand, but why", async () => {
    expect((await commandsOf("if attached-files run; then")).complaint).toContain("syntax error");
  });
});
