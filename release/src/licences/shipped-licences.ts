import { type BillOfMaterials, billOfMaterials, type Component, fullName } from "../bills/bill-of-materials.ts";
import type { PublishedPackage } from "../published-packages.ts";

/** A package of others that is installed beside ours. */
export interface ShippedLicence {
  readonly name: string;
  readonly version: string;
  /** An expression of SPDX, or what the package says in its place. */
  readonly licence: string;
  /** Our packages that it is installed with. */
  readonly with: readonly string[];
}

/** Builds of one package for one machine have one line, because an installation has only its own. */
const PLATFORM = /-(linux|darwin|win32)-(x64|arm64)(-musl|-gnu|-msvc)?$/;

/** Every package of others that our packages bring when they are installed, by name and version. */
export async function shippedLicences(packages: readonly PublishedPackage[]): Promise<readonly ShippedLicence[]> {
  const found = new Map<string, ShippedLicence>();
  for (const { manifest } of packages) {
    const { components } = JSON.parse(await billOfMaterials(manifest.name)) as BillOfMaterials;
    for (const component of components.filter(({ group }) => group !== "@attached-files")) {
      const name = fullName(component).replace(PLATFORM, "-PLATFORM");
      const key = `${name} ${component.version}`;
      const others = found.get(key)?.with ?? [];
      const { version } = component;
      found.set(key, { name, version, licence: licenceOf(component), with: [...others, manifest.name] });
    }
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

function licenceOf({ licenses = [] }: Component): string {
  const told = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "");
  return told.filter((each) => each !== "").join(" AND ") || "none told";
}
