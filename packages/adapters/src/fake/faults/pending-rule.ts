import type { Random } from "../dataset/random.ts";
import type { FaultKind, FaultRule, Times } from "./fault.ts";
import { kindOf } from "./fault.ts";

/** A rule, how often it can still strike, and its own stream of chance. */
export class PendingRule {
  readonly rule: FaultRule;
  readonly kind: FaultKind;
  readonly random: Random;
  readonly isDrawn: boolean;
  left: Times;

  constructor(rule: FaultRule, random: Random) {
    this.rule = rule;
    this.kind = kindOf(rule);
    this.random = random;
    this.isDrawn = "probability" in rule && rule.probability !== undefined;
    this.left = rule.times ?? (this.isDrawn ? "always" : 1);
  }

  /** Whether it may strike a call of this operation. A drawn rule draws once for each. */
  mayStrike(operation: string): boolean {
    if (this.rule.operation !== undefined && this.rule.operation !== operation) return false;
    return !("probability" in this.rule) || this.random.chance(this.rule.probability);
  }

  use(): void {
    if (this.left !== "always") this.left -= 1;
  }
}
