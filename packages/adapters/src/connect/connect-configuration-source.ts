import type { ConfigurationSource } from "@attached-files/core";
import { ConnectClient, ListAttachedFilesConfigurationsCommand } from "@aws-sdk/client-connect";
import { createAwsCaller } from "../aws-client/aws-caller.ts";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions } from "../aws-client/check-aws-client-options.ts";
import { tellCall } from "../aws-client/tell-call.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { askConfigurations, LIST_OPERATION } from "../configuration/ask-configurations.ts";

/** The most that the model allows, and its default. */
const MaxResults = 100;

/**
 * The configuration source that asks Amazon Connect, through the official SDK. It needs
 * `connect:ListAttachedFilesConfigurations`, and answers that it is not permitted where that is denied.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_ListAttachedFilesConfigurations.html (read 2026-11)
 */
export function connectConfigurationSource(options: AwsClientOptions = {}): ConfigurationSource {
  checkAwsClientOptions("connectConfigurationSource", options);
  const caller = createAwsCaller<ListAttachedFilesConfigurationsCommand>(
    new ConnectClient(toClientConfig(options)),
    options,
  );
  return {
    getConfigurations: askConfigurations((InstanceId, NextToken, signal) => {
      const next = NextToken === undefined ? {} : { NextToken };
      const command = new ListAttachedFilesConfigurationsCommand({ InstanceId, MaxResults, ...next });
      return tellCall(options.onCall, LIST_OPERATION, () => caller.call(LIST_OPERATION, command, signal));
    }),
    close: async () => caller.close(),
  };
}
