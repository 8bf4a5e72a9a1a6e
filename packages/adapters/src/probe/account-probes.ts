import { ConnectClient } from "@aws-sdk/client-connect";
import { ListServiceQuotasCommand, type ServiceQuota, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions } from "../aws-client/check-aws-client-options.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { type Probe, prober } from "./probe.ts";

/** Whose credentials they are, as AWS says. */
export interface Identity {
  readonly account?: string;
  readonly arn?: string;
}

/** A quota as Service Quotas applies it to an account in a Region. */
export interface AppliedQuota {
  readonly name: string;
  readonly value?: number;
}

/** Single calls about the account behind some credentials. They need no endpoint of Amazon Connect, and take none. */
export interface AccountProbes {
  /** The Region that the AWS SDK finds; undefined where it finds none. */
  region(): Promise<string | undefined>;
  /** Who the credentials are, by AWS STS. It takes no permission. */
  whoAmI(signal: AbortSignal): Promise<Probe<Identity>>;
  /** The quotas of Amazon Connect. It takes `servicequotas:ListServiceQuotas`. */
  quotas(signal: AbortSignal): Promise<Probe<readonly AppliedQuota[]>>;
  close(): void;
}

/** Amazon Connect has some hundred quotas; nobody should page for ever where a server goes on and on. */
const MOST_PAGES = 20;

/**
 * Questions about the account that credentials belong to. None of them changes anything.
 *
 * @throws {InvalidInputError} an option is wrong or unknown; nothing was opened.
 * @see https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html (read 2026-11)
 */
export function accountProbes(options: Omit<AwsClientOptions, "endpoint"> = {}): AccountProbes {
  checkAwsClientOptions("accountProbes", options);
  const sts = new STSClient(toClientConfig(options));
  const quotas = new ServiceQuotasClient(toClientConfig(options));
  const askSts = prober(sts, options.requestTimeoutMs);
  const askQuotas = prober(quotas, options.requestTimeoutMs);
  return {
    region: async () => {
      const client = new ConnectClient(toClientConfig(options));
      return client.config
        .region()
        .catch(() => undefined)
        .finally(() => client.destroy());
    },
    whoAmI: async (signal) => {
      const command = new GetCallerIdentityCommand({});
      const { value, ...seen } = await askSts<{ Account?: string; Arn?: string }>("GetCallerIdentity", command, signal);
      if (value === undefined) return seen;
      const { Account: account, Arn: arn } = value;
      return {
        ...seen,
        value: { ...(account === undefined ? {} : { account }), ...(arn === undefined ? {} : { arn }) },
      };
    },
    quotas: async (signal) => {
      const all: AppliedQuota[] = [];
      let next: { NextToken?: string } = {};
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const command = new ListServiceQuotasCommand({ ServiceCode: "connect", MaxResults: 100, ...next });
        const { value, ...seen } = await askQuotas<QuotaPage>("ListServiceQuotas", command, signal);
        if (value === undefined) return seen;
        for (const { QuotaName: name, Value: applied } of value.Quotas ?? []) {
          if (name !== undefined) all.push({ name, ...(applied === undefined ? {} : { value: applied }) });
        }
        if (value.NextToken === undefined) return { ...seen, value: all };
        next = { NextToken: value.NextToken };
      }
      return { value: all };
    },
    close: () => {
      sts.destroy();
      quotas.destroy();
    },
  };
}

interface QuotaPage {
  readonly Quotas?: readonly ServiceQuota[];
  readonly NextToken?: string;
}
