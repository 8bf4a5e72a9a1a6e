import type { Operation } from "../operation.ts";
import { findDomain } from "./find-domain.ts";

export const getDomain: Operation = {
  name: "GetDomain",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}",
  answer: (state, { path }) => {
    const { identity, domainArn } = findDomain(state, path.domainId);
    return {
      domainId: identity.domainId,
      domainArn,
      name: identity.name,
      createdTime: "2025-01-01T00:00:00.000Z",
      domainStatus: identity.status,
      tags: {},
    };
  },
};
