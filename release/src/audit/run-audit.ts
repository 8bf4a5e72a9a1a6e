import { publishedPackages } from "../published-packages.ts";
import { runPnpm } from "../run-pnpm.ts";
import { type AuditVerdict, auditVerdict } from "./audit-verdict.ts";

/** A registry that does not answer is waited for no longer, in milliseconds. */
const LONGEST = 90_000;

/** Asks the registry for advisories about everything that is installed. Asks `registry`, where it is named. */
export async function runAudit(registry?: string): Promise<AuditVerdict> {
  const packages = await publishedPackages();
  // pnpm writes a package's folder so in a path.
  const ours = packages.map(({ folder }) => `${folder.replaceAll("/", "__")}>`);
  const environment = {
    PNPM_CONFIG_FETCH_RETRIES: "1",
    ...(registry === undefined ? {} : { PNPM_CONFIG_REGISTRY: registry }),
  };
  const ask = async (...flags: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await runPnpm(["audit", "--json", ...flags], environment, LONGEST);
    return stdout.trim() === "" ? stderr : stdout;
  };
  const all = await ask();
  return auditVerdict({ all, production: await ask("--prod") }, (path) => ours.some((each) => path.startsWith(each)));
}
