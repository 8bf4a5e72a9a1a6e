import type { NormalizedSchema } from "@smithy/core/schema";
import { checkTimestamp } from "./check-timestamp.ts";
import { requiredMembers, type ServiceModel } from "./service-model.ts";
import { placeOfEnum, type UnknownPlace } from "./unknown-places.ts";

export interface ValueCheck {
  readonly model: ServiceModel;
  /** What the interaction declares unknown to every model: there, and only there, an unknown value passes. */
  readonly unknown: ReadonlySet<UnknownPlace>;
}

/**
 * Holds a value of a JSON body against a shape of the model: names, required members, types, enum values.
 *
 * @param place the member that the value belongs to, as `Shape.member`.
 * @returns what is wrong, a line each.
 */
export function checkValue(
  shape: NormalizedSchema,
  value: unknown,
  path: string,
  check: ValueCheck,
  place = "",
): string[] {
  const not = (expected: string) => wrong(path, expected, value);
  if (shape.isUnionSchema()) return checkUnion(shape, value, path, check);
  if (shape.isStructSchema()) {
    return checkBody(shape, value, Object.keys(shape.getMemberSchemas()), path, check);
  }
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) return not("a list");
    const sparse = shape.getMergedTraits().sparse === 1;
    return value.flatMap((entry: unknown, index) =>
      entry === null && sparse ? [] : checkValue(shape.getValueSchema(), entry, `${path}[${index}]`, check, place),
    );
  }
  if (shape.isMapSchema()) {
    if (!isObject(value)) return not("a map");
    return Object.entries(value).flatMap(([key, entry]) =>
      checkValue(shape.getValueSchema(), entry, `${path}.${key}`, check, place),
    );
  }
  if (shape.isTimestampSchema()) return checkTimestamp(shape, value).flatMap(not);
  if (shape.isStringSchema()) return typeof value === "string" ? checkEnum(value, path, check, place) : not("a text");
  if (shape.isNumericSchema()) {
    if (check.model.fractions.includes(place)) return typeof value === "number" ? [] : not("a number");
    return Number.isInteger(value) ? [] : not("a whole number");
  }
  if (shape.isBooleanSchema() && typeof value !== "boolean") return not("true or false");
  return [];
}

/** A structure that is a body: some of its members may travel elsewhere. */
export function checkBody(
  shape: NormalizedSchema,
  value: unknown,
  here: readonly string[],
  path: string,
  check: ValueCheck,
): string[] {
  return isObject(value) ? checkMembers(shape, value, here, path, check) : wrong(path, "a structure", value);
}

/** Members that travel in one place: those named there, all of the required ones, no others. */
export function checkMembers(
  shape: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  here: readonly string[],
  path: string,
  check: ValueCheck,
): string[] {
  const prefix = path === "" ? "" : `${path}.`;
  const missing = requiredMembers(shape)
    .filter((name) => here.includes(name) && value[name] === undefined)
    .map((name) => `${prefix}${name}: required by the model, missing in the contract`);
  const wrong = Object.entries(value).flatMap(([name, member]) =>
    here.includes(name)
      ? checkMember(shape, name, member, `${prefix}${name}`, check)
      : [`${prefix}${name}: the model's ${shape.getName()} has no such member here`],
  );
  return [...missing, ...wrong];
}

function checkMember(shape: NormalizedSchema, name: string, value: unknown, path: string, check: ValueCheck): string[] {
  return checkValue(shape.getMemberSchema(name), value, path, check, `${shape.getName()}.${name}`);
}

function checkUnion(shape: NormalizedSchema, value: unknown, path: string, check: ValueCheck): string[] {
  const members = isObject(value) ? Object.entries(value) : [];
  const [member] = members;
  if (member === undefined || members.length > 1) return [`${path}: a union has exactly one member`];
  const [name, content] = member;
  if (Object.hasOwn(shape.getMemberSchemas(), name)) return checkMember(shape, name, content, `${path}.${name}`, check);
  return check.unknown.has("union member")
    ? []
    : [`${path}.${name}: the model's ${shape.getName()} has no such member`];
}

function checkEnum(value: string, path: string, { model, unknown }: ValueCheck, place: string): string[] {
  const known = model.enums[place];
  if (known === undefined || known.includes(value)) return [];
  const declared = placeOfEnum(place);
  if (declared !== undefined && unknown.has(declared)) return [];
  return [`${path}: the model knows ${known.join(", ")}, the contract has ${JSON.stringify(value)}`];
}

function wrong(path: string, expected: string, value: unknown): string[] {
  return [`${path}: the model has ${expected}, the contract ${JSON.stringify(value)?.slice(0, 80) ?? "nothing"}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
