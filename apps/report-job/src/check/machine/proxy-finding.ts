import { type Finding, passed, unknown } from "../finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] as const;

/** Whether calls go through a proxy, and whether one that is named is heeded. */
export function proxyFinding(environment: Environment, execArgv: readonly string[]): Finding {
  const subject = { check: "proxy" } as const;
  const named = VARIABLES.find((name) => environment[name]);
  if (named === undefined) return passed(subject, "none is named, calls go directly");
  if (isHeeded(environment, execArgv)) return passed(subject, `calls go through that of ${named}`);
  const next = "Set NODE_USE_ENV_PROXY=1 where calls have to go through it (Node 22.21 or 24.5 and later).";
  return unknown(subject, `${named} is set, and Node was not told to heed it: calls go directly`, next);
}

/** What is said behind an address that cannot be reached. */
export function proxyNote(environment: Environment, execArgv: readonly string[]): string {
  if (!VARIABLES.some((name) => environment[name]) || isHeeded(environment, execArgv)) return "";
  return " A proxy is named in the environment and not heeded: set NODE_USE_ENV_PROXY=1.";
}

function isHeeded(environment: Environment, execArgv: readonly string[]): boolean {
  const options = [...execArgv, ...(environment.NODE_OPTIONS ?? "").split(/\s+/)];
  return environment.NODE_USE_ENV_PROXY === "1" || options.includes("--use-env-proxy");
}
