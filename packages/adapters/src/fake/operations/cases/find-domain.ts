import type { CasesDomain } from "../../connect-state/cases-domain.ts";
import type { ConnectState } from "../../connect-state/connect-state.ts";
import { FakeError } from "../fake-error.ts";
import { check } from "./cases-members.ts";

/** @throws {FakeError} the id is outside the model's limits, or there is no such domain. */
export function findDomain(state: ConnectState, domainId: string | undefined): CasesDomain {
  const id = check.text(domainId, "domainId", 1, 500);
  const domain = state.domains.get(id);
  if (domain !== undefined) return domain;
  throw new FakeError("ResourceNotFoundException", `The domain ${id} does not exist.`, {
    members: { resourceId: id, resourceType: "Domain" },
  });
}
