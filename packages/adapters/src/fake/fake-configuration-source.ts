import { type ConfigurationSource, SourceError } from "@attached-files/core";
import { askConfigurations, LIST_OPERATION } from "../configuration/ask-configurations.ts";
import { callAsClient, type PortClient } from "./call-as-client.ts";

/** What the fake's instances allow of attached files, without a network: asked just as AWS is. */
export function fakeConfigurationSource(client: PortClient): ConfigurationSource {
  let isOpen = true;
  return {
    getConfigurations: askConfigurations(async (InstanceId, nextToken, signal) => {
      if (!isOpen) {
        const message = `${LIST_OPERATION} was aborted: the source is closed`;
        throw new SourceError("Aborted", message, { operation: LIST_OPERATION });
      }
      const query: Record<string, string> = { maxResults: "100", ...(nextToken === undefined ? {} : { nextToken }) };
      return callAsClient(client, LIST_OPERATION, { path: { InstanceId }, query }, signal);
    }),
    close: async () => {
      isOpen = false;
    },
  };
}
