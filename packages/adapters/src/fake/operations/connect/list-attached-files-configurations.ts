import { ATTACHMENT_SCOPES } from "../../connect-state/files-configuration.ts";
import { queryNumber } from "../check-member.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { check, configurationOnTheWire, readInstance } from "./files-configurations.ts";

/** The rules of every scope. */
export const listAttachedFilesConfigurations: Operation = {
  name: "ListAttachedFilesConfigurations",
  service: "connect",
  method: "GET",
  route: "/attached-files-configurations/{InstanceId}",
  answer: (state, input) => {
    const instance = readInstance(state, input);
    const { instanceId } = instance;
    const size = Math.min(check.maxResults(queryNumber(input.query.maxResults), 100, 100), state.largestPage);
    const token = input.query.nextToken;
    const query = ["ListAttachedFilesConfigurations", instanceId];
    const { entries, nextToken } = page(ATTACHMENT_SCOPES, query, { token, size, now: state.clock() }, check);
    return {
      AttachedFilesConfigurations: entries.map((scope) => configurationOnTheWire(instanceId, instance, scope)),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
};
