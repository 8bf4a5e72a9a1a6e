import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers, type ServiceModel } from "./service-model.ts";

export interface ValueCheck {
  readonly model: ServiceModel;
  /** Whether the interaction is about something that no model knows: then unknown values and members of unions pass. */
  readonly unknownAllowed: boolean;
}

/**
 * Holds a JSON value against a shape of the model: names, required members, types, enum values.
 *
 * @returns what is wrong, a line each.
 */
export function checkValue(shape: NormalizedSchema, value: unknown, path: string, check: ValueCheck): string[] {
  const wrong = (expected: string): string[] => [
    `${path}: the model has ${expected}, the contract ${JSON.stringify(value)?.slice(0, 80) ?? "nothing"}`,
  ];
  if (shape.isUnionSchema()) return checkUnion(shape, value, path, check);
  if (shape.isStructSchema()) {
    if (!isObject(value)) return wrong("a structure");
    return checkMembers(shape, value, Object.keys(shape.getMemberSchemas()), path, check);
  }
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) return wrong("a list");
    const sparse = shape.getMergedTraits().sparse === 1;
    return value.flatMap((entry: unknown, index) =>
      entry === null && sparse ? [] : checkValue(shape.getValueSchema(), entry, `${path}[${index}]`, check),
    );
  }
  if (shape.isMapSchema()) {
    if (!isObject(value)) return wrong("a map");
    return Object.entries(value).flatMap(([key, entry]) =>
      checkValue(shape.getValueSchema(), entry, `${path}.${key}`, check),
    );
  }
  if (shape.isTimestampSchema()) {
    const readable = typeof value === "string" && !Number.isNaN(Date.parse(value));
    return readable ? [] : wrong("a timestamp in ISO 8601");
  }
  if (shape.isStringSchema() && typeof value !== "string") return wrong("a text");
  if (shape.isNumericSchema() && typeof value !== "number") return wrong("a number");
  if (shape.isBooleanSchema() && typeof value !== "boolean") return wrong("true or false");
  return [];
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
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    if (!here.includes(name)) return [`${prefix}${name}: the model's ${shape.getName()} has no such member here`];
    return [
      ...checkValue(shape.getMemberSchema(name), member, `${prefix}${name}`, check),
      ...checkEnum(`${shape.getName()}.${name}`, member, `${prefix}${name}`, check),
    ];
  });
  return [...missing, ...wrong];
}

function checkUnion(shape: NormalizedSchema, value: unknown, path: string, check: ValueCheck): string[] {
  const members = isObject(value) ? Object.entries(value) : [];
  const [member] = members;
  if (member === undefined || members.length > 1) return [`${path}: a union has exactly one member`];
  const [name, content] = member;
  if (Object.hasOwn(shape.getMemberSchemas(), name)) {
    return checkValue(shape.getMemberSchema(name), content, `${path}.${name}`, check);
  }
  return check.unknownAllowed ? [] : [`${path}.${name}: the model's ${shape.getName()} has no such member`];
}

function checkEnum(place: string, value: unknown, path: string, check: ValueCheck): string[] {
  const known = check.model.enums[place];
  if (known === undefined || check.unknownAllowed || known.includes(String(value))) return [];
  return [`${path}: the model knows ${known.join(", ")}, the contract has ${JSON.stringify(value)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
