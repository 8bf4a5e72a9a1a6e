import type { SourceError } from "@attached-files/core";
import type { Probe } from "../../compose-probes.ts";
import { regionMeant } from "../../config/likely-region.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";
import { MEND_FIRST } from "../mend-first.ts";
import { regionSupport } from "./cases-regions.ts";
import { errorText } from "./error-text.ts";

/** AWS refuses signatures from five minutes on; ages of files are wrong long before. */
const MOST_SECONDS_OFF = 60;

const UNANSWERED: ReadonlySet<SourceError["code"]> = new Set([
  "SourceUnreachable",
  "SourceTimeout",
  "ForeignAnswer",
  "UnexpectedAnswer",
]);

/** Somebody answered, and not the service: no route or name service is to blame. */
const ANSWERED: ReadonlySet<SourceError["code"]> = new Set(["ForeignAnswer", "UnexpectedAnswer"]);

/**
 * Whether each service that was asked is there, by the answers to all calls.
 *
 * @param region of the scope: a slip in it is a name that no name service knows.
 */
export function endpointFindings(
  about: string,
  probes: readonly Probe<unknown>[],
  proxyNote: string,
  region = "",
): readonly Finding[] {
  const subject = { check: "endpoint", about } as const;
  const byOrigin = Map.groupBy(probes, ({ origin }) => origin);
  const unsent = byOrigin.get(undefined) ?? [];
  byOrigin.delete(undefined);
  const findings = [...byOrigin].map(([origin, all]) => {
    const silent = all.map(({ error }) => error).find((error) => error !== undefined && UNANSWERED.has(error.code));
    if (silent === undefined) return passed(subject, `${origin} answers`);
    const ofRegion = isUnknownName(origin, silent, region) ? correctRegion(region) : "";
    const next = ANSWERED.has(silent.code)
      ? `Something else answered there: look at proxies (HTTPS_PROXY, NO_PROXY), at endpoint of the scope and AWS_ENDPOINT_URL…; 'curl -sSI ${origin}' shows who it is.${proxyNote}`
      : `${ofRegion}Check the address, name service, routes and firewalls from this machine.${proxyNote}`;
    return failed(subject, `${origin}: ${errorText(silent)}`, next, "unavailable");
  });
  if (findings.length > 0) return findings;
  const [first] = unsent;
  const why = first?.error === undefined ? "no call was to be made" : errorText(first.error);
  return [unknown(subject, `nobody was asked: ${why}`, MEND_FIRST)];
}

function isUnknownName(origin: string | undefined, { message }: SourceError, region: string): boolean {
  return message.includes("ENOTFOUND") && region !== "" && origin?.includes(`.${region}.`) === true;
}

function correctRegion(region: string): string {
  if (regionSupport(region, true).kind === "yes") return "";
  return `Correct the Region if ${region} is none${regionMeant(region)}. Else: `;
}

/** How far this machine's clock is off, by the services' own. */
export function clockFinding(about: string, probes: readonly Probe<unknown>[]): Finding {
  const subject = { check: "clock", about } as const;
  const told = probes.flatMap(({ clockAheadMs }) => (clockAheadMs === undefined ? [] : [clockAheadMs]));
  const [least] = told.toSorted((one, other) => Math.abs(one) - Math.abs(other));
  if (least === undefined) return unknown(subject, "nobody told the time", MEND_FIRST);
  const seconds = Math.round(Math.abs(least) / 1000);
  if (seconds <= 1) return passed(subject, "this machine's clock is right to about a second");
  const off = `this machine's clock is ${seconds} s ${least > 0 ? "ahead of" : "behind"} the service's`;
  if (seconds <= MOST_SECONDS_OFF) return passed(subject, `${off}; up to ${MOST_SECONDS_OFF} s are taken`);
  const next = "Set the clock (NTP): ages are told by it, and AWS refuses requests that are five minutes off.";
  return failed(subject, off, next, "unavailable");
}
