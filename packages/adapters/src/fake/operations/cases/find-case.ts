import type { CasesDomain } from "../../connect-state/cases-domain.ts";
import { FakeError } from "../fake-error.ts";
import { check } from "./cases-members.ts";

/**
 * Reads a case's id.
 *
 * @throws {FakeError} the id is outside the model's limits, or the domain has no such case.
 */
export function findCase(domain: CasesDomain, caseId: unknown, path = "caseId"): string {
  const id = check.text(caseId, path, 1, 500);
  if (domain.cases.has(id)) return id;
  throw new FakeError("ResourceNotFoundException", `The case ${id} does not exist.`, {
    members: { resourceId: id, resourceType: "Case" },
  });
}
