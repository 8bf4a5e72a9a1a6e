import { randomUUID } from "node:crypto";
import { logFormatOf } from "../observe/log-format.ts";
import { logWarnings } from "../observe/log-warnings.ts";
import { type ProcessObserver, processObserver } from "../observe/process-observer.ts";
import { systemClock } from "../run/clock.ts";
import { systemRepeat } from "../terminal/repeat.ts";
import type { LambdaContext, LambdaProcess } from "./lambda-context.ts";

/** What an invocation says: lines of JSON, unless the function's environment asks for text. */
export async function invocationObserver(
  { environment, stderr, warnings }: LambdaProcess,
  { awsRequestId }: LambdaContext,
): Promise<ProcessObserver> {
  const observer = processObserver({
    // What Lambda itself writes of the invocation has the same id.
    runId: awsRequestId ?? randomUUID(),
    stream: { write: (text: string) => stderr.write(text) } as never,
    environment,
    times: { now: () => performance.now(), date: () => systemClock.now(), repeat: systemRepeat },
    json: { write: (line: string) => void stderr.write(line) },
  });
  const format = environment.ATTACHED_FILES_LOG === "text" ? logFormatOf([], environment) : "json";
  await observer.logAs(format);
  if (format === "json") logWarnings(warnings, observer.log);
  return observer;
}
