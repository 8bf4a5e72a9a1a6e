import { FakeError, type FakeErrorName } from "./fake-error.ts";

/** Checks members against the model's constraints, as AWS does before an operation runs. */
export class MemberCheck {
  readonly #error: FakeErrorName;

  /** @param error what the service calls an invalid request. */
  constructor(error: "InvalidRequestException" | "ValidationException") {
    this.#error = error;
  }

  /** @throws {FakeError} */
  refuse(message: string): never {
    throw new FakeError(this.#error, message);
  }

  text(value: unknown, name: string, least: number, most: number): string {
    if (typeof value !== "string") return this.refuse(`${name} is required and must be a string`);
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
    if (!Array.isArray(value)) return this.refuse(`${name} is required and must be a list`);
    if (value.length < least || value.length > most) {
      return this.refuse(`${name} must have ${least} to ${most} entries, and has ${value.length}`);
    }
    return value;
  }

  optionalList(value: unknown, name: string, least: number, most: number): readonly unknown[] {
    return value === undefined || value === null ? [] : this.list(value, name, least, most);
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
