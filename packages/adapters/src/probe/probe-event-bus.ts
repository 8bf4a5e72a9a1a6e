import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import type { NoticeTarget } from "../notify/notice.ts";
import { type Probe, prober } from "./probe.ts";

/**
 * Puts an event on a bus whose detail is no JSON: whoever may put events is told that this one is refused, and no rule
 * ever sees it.
 *
 * @returns as its value the code of that refusal, MalformedDetail.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html (read 2026-11)
 */
export async function probeEventBus(
  bus: string,
  options: NoticeTarget,
  signal: AbortSignal,
): Promise<Probe<{ readonly refusedAs?: string }>> {
  const client = new EventBridgeClient(toClientConfig(options));
  const entry = { EventBusName: bus, Source: "attached-files", DetailType: "Attached files check", Detail: "no JSON" };
  try {
    const ask = prober(client);
    const command = new PutEventsCommand({ Entries: [entry] });
    const { value, ...seen } = await ask<{ Entries?: { ErrorCode?: string }[] }>("PutEvents", command, signal);
    const code = value?.Entries?.[0]?.ErrorCode;
    return value === undefined ? seen : { ...seen, value: code === undefined ? {} : { refusedAs: code } };
  } finally {
    client.destroy();
  }
}
