import { expect } from "vitest";
import type { Answer } from "../../http/on-the-wire.test-support.ts";

/** A limit of the model: of a text's length, a list's entries or a number. */
export interface Limit {
  /** As it stands in the error's message. */
  readonly member: string;
  readonly least: number;
  readonly most: number;
  /** A request in which the member has this size, and everything else is right. */
  readonly body: (size: number) => object;
}

export type SizedRequest = readonly [member: string, size: number, body: object];

/** The smallest and the largest that each limit allows. */
export function allowed(limits: readonly Limit[]): SizedRequest[] {
  return limits.flatMap(({ member, least, most, body }) =>
    [...new Set([least, most])].map((size): SizedRequest => [member, size, body(size)]),
  );
}

/** One more than each limit allows, and one less where there is less. */
export function refused(limits: readonly Limit[]): SizedRequest[] {
  return limits.flatMap(({ member, least, most, body }) =>
    [most + 1, ...(least === 0 ? [] : [least - 1])].map((size): SizedRequest => [member, size, body(size)]),
  );
}

/** Expects an answer to be a ValidationException that names the member. */
export function expectRefusal({ status, headers, body }: Answer, member: string): void {
  expect([status, headers.get("x-amzn-ErrorType")]).toEqual([400, "ValidationException"]);
  expect(body).toEqual({ message: expect.stringContaining(member) });
}

export const long = (length: number): string => "x".repeat(length);
export const many = <T>(count: number, entry: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => entry(index));
