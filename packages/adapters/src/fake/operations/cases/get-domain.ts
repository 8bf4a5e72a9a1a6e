import type { Operation } from "../operation.ts";
import { findDomain } from "./find-domain.ts";

export const getDomain: Operation = {
  name: "GetDomain",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}",
  answer: (state, { path }) => {
    const { identity, domainArn, createdAt } = findDomain(state, path.domainId);
    return {
      domainId: identity.domainId,
      domainArn,
      name: identity.name,
      createdTime: new Date(createdAt).toISOString(),
      domainStatus: identity.status,
      tags: {},
    };
  },
};
