import type { ShellCommand } from "./commands-of.ts";

/** What a command line asks of this project. */
export type OurCommand =
  | { readonly kind: "attached-files"; readonly args: readonly string[] }
  | { readonly kind: "pnpm"; readonly version: string | undefined; readonly args: readonly string[] };

/** The last two are functions of pages: on systemd's, it is started as the service's user; on the CDK's, by a task of Fargate. */
const CLI = ["attached-files", "@attached-files/report-job", "as_service", "on_the_task"];

/** Takes apart how a page calls the command (`attached-files`, through npx or pnpm) or pnpm; undefined for other programs. */
export function ourCommand([program, ...args]: ShellCommand): OurCommand | undefined {
  if (CLI.includes(program)) return { kind: "attached-files", args };
  if (program === "npx") {
    const [first = "", ...rest] = withoutFlags(args);
    return ourCommand([first, ...rest]);
  }
  const [, version] = /^pnpm(?:@(.+))?$/.exec(program) ?? [];
  if (!/^pnpm(@.+)?$/.test(program)) return undefined;
  const plain = withoutFlags(args);
  const script = plain[0] === "exec" || plain[0] === "run" ? plain.slice(1) : plain;
  if (script[0] === "attached-files") return { kind: "attached-files", args: script.slice(1) };
  return { kind: "pnpm", version, args };
}

function withoutFlags(args: readonly string[]): readonly string[] {
  const first = args.findIndex((each) => !/^(--yes|-y|--silent|-s)$/.test(each));
  return first === -1 ? [] : args.slice(first);
}
