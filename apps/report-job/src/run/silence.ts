import { SourceError, type SourceErrorCode } from "@attached-files/core";
import { type Clock, stopwatch } from "./clock.ts";
import { shortText } from "./short-text.ts";

/** What became of a request on the wire, as the adapters tell it. */
export interface HeardExchange {
  readonly host: string;
  readonly kind: "begun" | "answered" | "unanswered";
  readonly errorCode?: SourceErrorCode;
  readonly message?: string;
}

/** Requests were sent, and nobody answered any of them. */
export interface Silence {
  readonly host: string;
  /** Since the first of them, in milliseconds. */
  readonly forMs: number;
  /** What the way to the host said of the last one that it let go; undefined where all of them just waited. */
  readonly why?: { readonly code: SourceErrorCode; readonly message: string };
}

/** Listens whether anybody answers. */
export interface Hearing {
  exchange(exchange: HeardExchange): void;
  /** Begins anew; what comes back tells of the silence since, if it is one. */
  listen(): () => Silence | undefined;
  /** How many requests were answered since, whatever came of them. */
  answered(): number;
}

/** A service that is well answers sooner: less tells of the time that there was, and nothing of the way to it. */
const LEAST_SILENCE_MS = 2000;

export function hearing(clock: Clock): Hearing {
  const elapsedMs = stopwatch(clock);
  let first: { readonly host: string; readonly atMs: number } | undefined;
  let answered = 0;
  let why: Silence["why"];
  return {
    exchange: ({ host, kind, errorCode, message }) => {
      if (kind === "begun") first ??= { host, atMs: elapsedMs() };
      else if (kind === "answered") answered += 1;
      else why = { code: errorCode ?? "SourceUnreachable", message: message ?? "" };
    },
    listen: () => {
      [first, answered, why] = [undefined, 0, undefined];
      return () => {
        if (first === undefined || answered > 0) return undefined;
        const forMs = elapsedMs() - first.atMs;
        if (forMs < LEAST_SILENCE_MS) return undefined;
        return { host: first.host, forMs, ...(why === undefined ? {} : { why }) };
      };
    },
    answered: () => answered,
  };
}

/** As `nothing answered in 12 s from connect.eu-central-1.amazonaws.com`. */
export function silenceText({ host, forMs, why }: Silence): string {
  // That it was waited for in vain is what is said already.
  const isSaid = why === undefined || why.message === "" || why.code === "SourceTimeout";
  const because = isSaid ? "" : ` (${shortText(why.message)})`;
  return `nothing answered in ${Math.round(forMs / 1000)} s from ${shortText(host)}${because}`;
}

/** Silence as what ended a step of a run. */
export function silenceTrouble(
  silence: Silence,
  ended: string,
): { readonly code: SourceErrorCode; readonly message: string } {
  return { code: silence.why?.code ?? "SourceTimeout", message: `${silenceText(silence)}; then ${ended}` };
}

/** Silence as an error of the source. */
export function silenceError(silence: Silence): SourceError {
  return new SourceError(silence.why?.code ?? "SourceTimeout", silenceText(silence));
}
