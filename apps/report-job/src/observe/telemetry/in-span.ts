import { isSourceError } from "@attached-files/core";
import { JobError } from "../../exit-code.ts";
import { inRunContext, keepAbout, type OpenSpan, runContext, type SpanAttributes } from "./run-context.ts";
import { SPANS } from "./spans.ts";

/** More failed calls of a scope tell nothing new, and a day of trouble has thousands. */
const MOST_CALLS = 100;

const NOBODY: Pick<OpenSpan, "note"> = { note: () => {} };

/**
 * Does a part of a run, and tells how long it took where the run is traced; what it throws stays as it is.
 *
 * @param work gets the span, to note what is known at its end; `error.type` marks it as failed.
 */
export async function inSpan<T>(
  kind: Exclude<keyof typeof SPANS, "call">,
  work: (span: Pick<OpenSpan, "note">) => Promise<T>,
  attributes: SpanAttributes = {},
): Promise<T> {
  const context = runContext();
  if (context?.spans === undefined) return await work(NOBODY);
  const span = context.spans.begin(SPANS[kind].name, { ...scopeOf(context), ...attributes }, context.span);
  try {
    const result = await inRunContext({ ...context, span }, () => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(errorTypeOf(error));
    throw error;
  }
}

/** Does the work of a scope: lines of the log and spans within are about it. */
export async function inScope<T>(scope: string, work: () => Promise<T>): Promise<T> {
  const context = runContext();
  if (context === undefined) return await work();
  return await inRunContext({ ...context, about: { ...context.about, scope } }, async () => {
    try {
      return await work();
    } catch (error) {
      keepAbout(error);
      throw error;
    }
  });
}

/** Tells of calls that failed, the first ones of a scope. Make one for each scope. */
export function failedCallSpans(): (call: {
  readonly operation: string;
  readonly errorCode: string;
  readonly startedMs: number;
  readonly endedMs: number;
}) => void {
  let told = 0;
  return ({ operation, errorCode, ...times }) => {
    const context = runContext();
    if (context?.spans === undefined || told >= MOST_CALLS) return;
    told += 1;
    const attributes = { ...scopeOf(context), "attached_files.operation": operation, "error.type": errorCode };
    context.spans.tell(SPANS.call.name, attributes, times, context.span);
  };
}

/** A word of ours or of the language's for what was thrown: its text may be a stranger's. */
export function errorTypeOf(error: unknown): string {
  if (error instanceof JobError || isSourceError(error)) return error.code;
  return error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "unknown";
}

function scopeOf({ about }: { readonly about: { readonly scope?: string } }): SpanAttributes {
  return about.scope === undefined ? {} : { "attached_files.scope": about.scope };
}
