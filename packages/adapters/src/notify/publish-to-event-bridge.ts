import { SourceError } from "@attached-files/core";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { heedProxies } from "../aws-client/prepare-agents.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";
import { toSourceError } from "../aws-client/to-source-error.ts";
import type { Notice, NoticeTarget } from "./notice.ts";

const OPERATION = "PutEvents";
/** Codes of an entry that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(["ThrottlingException", "InternalFailure", "InternalException"]);

/**
 * Puts a notice on a bus, once: source `attached-files`, detail type `Attached files report`, its JSON as the detail.
 *
 * @throws {SourceError} it was not put there; an entry may be refused although the call succeeds.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html (read 2026-11)
 */
export async function publishToEventBridge(
  bus: string,
  { json }: Notice,
  options: NoticeTarget,
  signal: AbortSignal,
): Promise<void> {
  const client = new EventBridgeClient({ ...toClientConfig(options), maxAttempts: 1 });
  heedProxies(client);
  const entry = { EventBusName: bus, Source: "attached-files", DetailType: "Attached files report", Detail: json };
  try {
    const { FailedEntryCount = 0, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }), {
      abortSignal: signal,
    });
    if (FailedEntryCount === 0) return;
    const code = Entries[0]?.ErrorCode ?? "unknown";
    throw new SourceError(
      PASSING.has(code) ? "InternalServiceException" : "InvalidRequestException",
      `${OPERATION}: the entry was refused`,
      { operation: OPERATION },
    );
  } catch (error) {
    throw toSourceError(error, { operation: OPERATION, aborted: signal.aborted });
  } finally {
    client.destroy();
  }
}
