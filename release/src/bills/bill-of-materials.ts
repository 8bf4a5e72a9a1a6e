import { runPnpm } from "../run-pnpm.ts";

/** What stands in a package when it is installed, by CycloneDX. */
export interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/** The version of CycloneDX that bills are written in. */
export const CYCLONEDX_VERSION = "1.6";

/** The bill of materials of a package of this repository, without what only its development needs, as pnpm makes it. */
export async function billOfMaterials(packageName: string): Promise<string> {
  const type = packageName.endsWith("/report-job") ? "application" : "library";
  const args = ["--sbom-format", "cyclonedx", "--sbom-spec-version", CYCLONEDX_VERSION, "--sbom-type", type, "--prod"];
  const { exitCode, stdout, stderr } = await runPnpm(["--silent", "--filter", packageName, "sbom", ...args]);
  if (exitCode !== 0) throw new Error(`pnpm sbom of ${packageName} ended with ${exitCode}: ${stderr}${stdout}`);
  return stdout;
}

/** A component's whole name, as package.json has it. */
export function fullName({ group, name }: Component): string {
  return group === undefined || group === "" ? name : `${group}/${name}`;
}
