import { type Random, seededRandom } from "../dataset/random.ts";
import { checkFaultRules, type RuleForm } from "./check-fault-rules.ts";
import type { FaultRule, ScriptedFault, SeededFault, Times } from "./fault.ts";
import { PendingRule } from "./pending-rule.ts";
import { type Storm, Strike } from "./strike.ts";

/** A rule that can still strike. */
export type PendingFault = FaultRule & { /** How many calls it can still strike. */ readonly left: Times };

export interface FaultsOptions {
  /** The same seed, rules and calls give the same faults. @default 1 */
  readonly seed?: number;
  readonly rules?: readonly FaultRule[];
}

/**
 * Trouble on demand. At most one fault of each kind strikes a call: latency, reset, error (a storm is one too), answer
 * and body. Of a kind, scripted faults come first, in the order in which they were asked for, then drawn ones. A scripted
 * fault that could not show itself is not used up: an error behind a connection that is reset before the answer, a
 * damaged body there, or an odd answer where the call fails or there is nothing in it to be odd.
 */
export class Faults {
  readonly #seed: number;
  #rules: PendingRule[] = [];
  #storms: Storm[] = [];
  /** Gives each rule a stream of its own, so that one more rule changes nothing for the others. */
  #seeds: Random;

  /** @throws {InvalidInputError} rules are wrong; every issue of every rule is told. */
  constructor({ seed = 1, rules = [] }: FaultsOptions = {}) {
    this.#seed = seed;
    this.#seeds = seededRandom(seed);
    this.#take(rules, "faults", "either");
  }

  /** The next calls of an operation, or of any, are struck. @throws {InvalidInputError} with every issue. */
  next(fault: ScriptedFault): void {
    this.#take(fault, "", "scripted");
  }

  /** Some calls of an operation, or of any, are struck: each with this probability. @throws {InvalidInputError} with every issue. */
  sometimes(fault: SeededFault): void {
    this.#take(fault, "", "seeded");
  }

  /** Takes rules as they come, scripted or drawn: all of them, or none. @throws {InvalidInputError} with every issue of every rule. */
  add(rules: FaultRule | readonly FaultRule[]): void {
    this.#take(rules, "", "either");
  }

  /** Ends all faults, and begins anew with the seed. */
  clear(): void {
    this.#rules = [];
    this.#storms = [];
    this.#seeds = seededRandom(this.#seed);
  }

  /** What can still strike, in the order in which it was asked for; storms that have broken out come first. */
  pending(): readonly PendingFault[] {
    const storms = this.#storms
      .filter(({ left }) => left !== 0)
      .map(({ fault, operation, left }) => ({
        ...(operation === undefined ? {} : { operation }),
        ...fault,
        left,
      }));
    return [...storms, ...this.#rules.filter(({ left }) => left !== 0).map(({ rule, left }) => ({ ...rule, left }))];
  }

  /** What may strike a call of this operation. Draws, so that it is asked once for each call. */
  strike(operation: string): Strike {
    // What is spent is swept away here, since a call may use things up at any time until it ends.
    this.#rules = this.#rules.filter(({ left }) => left !== 0);
    this.#storms = this.#storms.filter(({ left }) => left !== 0);
    return new Strike({
      operation,
      rules: this.#rules.filter((rule) => rule.mayStrike(operation)),
      storm: this.#storms.find((storm) => storm.operation === undefined || storm.operation === operation),
      breakOut: (storm) => this.#storms.push(storm),
    });
  }

  #take(rules: unknown, place: string, form: RuleForm): void {
    for (const rule of checkFaultRules(rules, place, form)) {
      // Copied, because what its giver does to it later must not change what was checked.
      const pending = new PendingRule(structuredClone(rule), seededRandom(this.#seeds.whole(0, 0xffff_ffff)));
      if (pending.left !== 0) this.#rules.push(pending);
    }
  }
}
