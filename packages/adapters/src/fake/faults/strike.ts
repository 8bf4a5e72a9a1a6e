import type { WireObject } from "../connect-state/wire.ts";
import { FakeError } from "../operations/fake-error.ts";
import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import { drawLatencyMs } from "./draw-latency.ts";
import type { AnswerFault, BodyFault, ErrorFault, Fault, LatencyFault, ResetFault, StormFault } from "./fault.ts";
import { type FaultKind, faultOf } from "./fault.ts";
import type { PendingRule } from "./pending-rule.ts";

/** A storm that has broken out: the next calls are throttled. */
export interface Storm {
  readonly fault: StormFault;
  /** Undefined is every operation. */
  readonly operation: string | undefined;
  left: number;
}

export interface StrikeParts {
  readonly operation: string;
  /** The rules that may strike this call. */
  readonly rules: readonly PendingRule[];
  readonly storm: Storm | undefined;
  readonly breakOut: (storm: Storm) => void;
}

/** What strikes one call. Each kind is asked for once, and is used up only when it is. */
export class Strike {
  /** What has struck so far, in the order in which it did; a latency as it was drawn. */
  readonly faults: Fault[] = [];
  readonly #parts: StrikeParts;

  constructor(parts: StrikeParts) {
    this.#parts = parts;
  }

  latencyMs(): number {
    const rule = this.#first("latency");
    if (rule === undefined) return 0;
    const latencyMs = Math.round(drawLatencyMs((rule.rule as LatencyFault).latencyMs, rule.random));
    this.#use(rule, { latencyMs });
    return latencyMs;
  }

  reset(): ResetFault["reset"] | undefined {
    const rule = this.#first("reset");
    return rule === undefined ? undefined : (this.#use(rule) as ResetFault).reset;
  }

  /** @throws {FakeError} where an error or a storm strikes. */
  refuse(): void {
    const { storm, operation, breakOut } = this.#parts;
    if (storm !== undefined) {
      storm.left -= 1;
      this.faults.push(storm.fault);
      throw throttled();
    }
    const rule = this.#first("error");
    if (rule === undefined) return;
    const fault = this.#use(rule) as ErrorFault | StormFault;
    if ("storm" in fault) {
      breakOut({ fault, operation: rule.rule.operation, left: fault.storm.calls - 1 });
      throw throttled();
    }
    const { error, message = `${error} on demand to ${operation}`, ...details } = fault;
    throw new FakeError(error, message, details);
  }

  /** The answer, odd where it is to be. */
  spoil(answer: WireObject): WireObject {
    for (const rule of this.#of("answer")) {
      const odd = this.#makeOdd(answer, rule.rule as AnswerFault);
      if (odd === undefined) continue;
      this.#use(rule);
      return odd;
    }
    return answer;
  }

  body(): BodyFault | undefined {
    const rule = this.#first("body");
    return rule === undefined ? undefined : (this.#use(rule) as BodyFault);
  }

  /** Undefined where none of the oddities finds anything to work on. */
  #makeOdd(answer: WireObject, { answer: names, every }: AnswerFault): WireObject | undefined {
    let odd: WireObject | undefined;
    for (const name of [names].flat()) {
      const { operations, spoil } = ANSWER_ODDITIES[name];
      if (operations.includes(this.#parts.operation)) odd = spoil(odd ?? answer, every) ?? odd;
    }
    return odd;
  }

  /** Scripted ones come before those that are drawn. */
  #of(kind: FaultKind): readonly PendingRule[] {
    const ofKind = this.#parts.rules.filter((rule) => rule.kind === kind);
    return [...ofKind.filter(({ isDrawn }) => !isDrawn), ...ofKind.filter(({ isDrawn }) => isDrawn)];
  }

  #first(kind: FaultKind): PendingRule | undefined {
    return this.#of(kind)[0];
  }

  #use(rule: PendingRule, fault: Fault = faultOf(rule.rule)): Fault {
    rule.use();
    this.faults.push(fault);
    return fault;
  }
}

/** As AWS words it. */
function throttled(): FakeError {
  return new FakeError("ThrottlingException", "Rate exceeded");
}
