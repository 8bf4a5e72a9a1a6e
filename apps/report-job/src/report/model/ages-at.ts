import { momentOf } from "../../run/slot.ts";
import type { AttachedScope } from "../query/attach-scopes.ts";

/**
 * The moment to which a report counts ages: the one that its slot is named after, else when the last of its runs began. So
 * a report that is written again tells the same ages. Without either, when it is written.
 */
export function agesAt(slot: string, scopes: readonly AttachedScope[], generatedAt: Date): Date {
  const begun = scopes.flatMap((scope) => ("run" in scope ? [Date.parse(scope.run.startedAt)] : []));
  return momentOf(slot) ?? (begun.length === 0 ? generatedAt : new Date(Math.max(...begun)));
}
