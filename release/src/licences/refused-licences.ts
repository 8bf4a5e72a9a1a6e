import satisfies from "spdx-satisfies";
import { ALLOWED_LICENCES } from "./allowed-licences.ts";
import type { ShippedLicence } from "./shipped-licences.ts";

/** Packages whose licence is not on the list, or is none that SPDX knows. */
export function refusedLicences(shipped: readonly ShippedLicence[]): readonly string[] {
  return shipped
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
}

function isAllowed(licence: string): boolean {
  try {
    return satisfies(licence, [...ALLOWED_LICENCES]);
  } catch {
    // No expression of SPDX.
    return false;
  }
}
