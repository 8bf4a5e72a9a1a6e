import { isAtLeast, parseCondition } from "@attached-files/core";
import type { NotifyTarget } from "../config/notify-section.ts";
import type { PolicyReport } from "../report/policy-schema.ts";
import type { KeptThreshold, Message } from "./message.ts";
import { plainText } from "./plain-text.ts";
import type { Note, StandingThreshold } from "./sent-notes.ts";

/** Whether a target asked for thresholds that are crossed, of this severity. */
export function wantsThreshold(
  { on, leastSeverity }: Pick<NotifyTarget, "on" | "leastSeverity">,
  { severity }: Pick<Message["crossed"][number], "severity">,
): boolean {
  return on.includes("always") || (on.includes("policy") && isAtLeast(severity, leastSeverity));
}

/** What a target knows as crossed once it is told this: what it is told now, and what it knew before and was not told is kept again. */
export function standingAfter(
  target: NotifyTarget,
  { slot, exitCode, crossed, recovery }: Message,
  known: readonly Note[],
): StandingThreshold[] {
  const now = crossed
    .filter((threshold) => wantsThreshold(target, threshold) && !isOfChange(threshold.rule))
    .map(({ name, rule }) => ({ name, rule, slot, exitCode }));
  const over = recovery?.kept ?? [];
  return [...now, ...standingBefore(target, known).filter((each) => !isAmong(now, each) && !isAmong(over, each))];
}

/** What a target was told last is crossed; nothing where only earlier programs told it something. */
export function standingBefore(
  { name }: Pick<NotifyTarget, "name">,
  known: readonly Note[],
): readonly StandingThreshold[] {
  return known.findLast(({ target }) => target === name)?.standing ?? [];
}

/** Thresholds that a report says are kept, as messages name them: by their rules of now, which may have other limits than before. */
export function keptThresholds(policy: PolicyReport | undefined): readonly KeptThreshold[] {
  const kept = policy?.rules.filter(({ result, rule }) => result === "kept" && !isOfChange(rule)) ?? [];
  return kept.map(({ name, rule }) => ({ name: plainText(name), rule: plainText(rule) }));
}

function isAmong(thresholds: readonly KeptThreshold[], { name }: KeptThreshold): boolean {
  return thresholds.some((each) => each.name === name);
}

/** A change since the report before is an event: that the next report has not changed as much mends nothing. */
function isOfChange(rule: string): boolean {
  const condition = parseCondition(rule);
  return condition.ok && condition.value.metric.kind === "change";
}
