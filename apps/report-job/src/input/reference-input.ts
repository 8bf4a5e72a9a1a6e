import { createHash } from "node:crypto";
import type { ReferenceSource } from "@attached-files/core";
import type { ScopeConfig } from "../config/config-schema.ts";
import type { ReferenceInput } from "../run/run-scope.ts";

/** References from the search of the scope's domains. Its digest does not tell endpoints apart: they are ways, not places. */
export function discoveryInput(scope: ScopeConfig, source: ReferenceSource): ReferenceInput {
  const { region, instanceId, domainIds, profile, assumeRole } = scope;
  const place = JSON.stringify([region, instanceId, domainIds, profile, assumeRole]);
  return {
    description: domainIds === undefined ? "all Cases domains" : `${domainIds.length} Cases domains`,
    digest: createHash("sha256").update(`discovery ${place}`).digest("hex"),
    source,
    rereadOnResume: false,
    skippedLines: 0,
  };
}
