import { queryNumber } from "../check-member.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { check } from "./cases-members.ts";

export const listDomains: Operation = {
  name: "ListDomains",
  service: "cases",
  method: "POST",
  route: "/domains-list",
  answer: (state, { query }) => {
    const size = check.maxResults(queryNumber(query.maxResults), 10, 10);
    const token = check.optionalText(query.nextToken, "nextToken", 0, 9000);
    const { entries, nextToken } = page([...state.domains.values()], "domains", {
      token,
      size: Math.min(size, state.largestPage),
      now: state.clock(),
    });
    return {
      domains: entries.map(({ identity, domainArn }) => ({
        domainId: identity.domainId,
        domainArn,
        name: identity.name,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};
