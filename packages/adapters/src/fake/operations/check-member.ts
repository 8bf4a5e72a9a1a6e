import type { WireObject } from "../connect-state/wire.ts";
import { FakeError, type FakeErrorName } from "./fake-error.ts";

/** A number in a query is text; one that is no number stays what it is, and is refused. */
export function queryNumber(text: string | undefined): unknown {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Says what a member must be; that it is required, only where it is absent, which optional ones may be. */
export function wrong(value: unknown, name: string, expected: string): string {
  return `${name} ${value === undefined || value === null ? "is required and " : ""}must be ${expected}`;
}

/** Checks members against the model's constraints, as AWS does before an operation runs. */
export class MemberCheck {
  readonly #error: FakeErrorName;

  /** @param error what the service calls an invalid request. */
  constructor(error: "InvalidRequestException" | "ValidationException" | "InvalidParameterException") {
    this.#error = error;
  }

  /** @throws {FakeError} */
  refuse(message: string, members: WireObject = {}): never {
    throw new FakeError(this.#error, message, { members });
  }

  text(value: unknown, name: string, least: number, most: number): string {
    if (typeof value !== "string") return this.refuse(wrong(value, name, "a string"));
    // Characters beyond the first plane count once, and take two: only near the limits does that have to be counted.
    if (value.length >= 2 * least - 1 && value.length <= most) return value;
    // A text of a megabyte is not counted, which would take a while.
    if (value.length > 2 * most) {
      return this.refuse(`${name} must have a length of ${least} to ${most}, and has more than ${most}`);
    }
    const length = Array.from(value).length;
    if (length < least || length > most) {
      return this.refuse(`${name} must have a length of ${least} to ${most}, and has ${length}`);
    }
    return value;
  }

  optionalText(value: unknown, name: string, least: number, most: number): string | undefined {
    return value === undefined || value === null ? undefined : this.text(value, name, least, most);
  }

  list(value: unknown, name: string, least: number, most: number): readonly unknown[] {
    if (!Array.isArray(value)) return this.refuse(wrong(value, name, "a list"));
    if (value.length < least || value.length > most) {
      return this.refuse(`${name} must have ${least} to ${most} entries, and has ${value.length}`);
    }
    return value;
  }

  optionalList(value: unknown, name: string, least: number, most: number): readonly unknown[] {
    return value === undefined || value === null ? [] : this.list(value, name, least, most);
  }

  whole(value: unknown, name: string, least: number, most: number): number {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      return this.refuse(wrong(value, name, "a whole number"));
    }
    if (value < least || value > most) return this.refuse(`${name} must be from ${least} to ${most}, and is ${value}`);
    return value;
  }

  optionalWhole(value: unknown, name: string, least: number, most: number): number | undefined {
    return value === undefined || value === null ? undefined : this.whole(value, name, least, most);
  }

  oneOf(value: unknown, name: string, known: readonly string[]): string {
    if (typeof value === "string" && known.includes(value)) return value;
    return this.refuse(`${name} must be one of ${known.join(", ")}`);
  }

  /** The page size. */
  maxResults(value: unknown, most: number, byDefault: number): number {
    if (value === undefined || value === null) return byDefault;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most) {
      return this.refuse(`maxResults must be a whole number from 1 to ${most}`);
    }
    return value;
  }
}
