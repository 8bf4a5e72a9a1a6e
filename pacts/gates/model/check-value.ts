import type { NormalizedSchema } from "@smithy/core/schema";
import { requiredMembers, type ServiceModel } from "./service-model.ts";

export interface ValueCheck {
  readonly model: ServiceModel;
  /** Whether the interaction is about something that no model knows: then unknown values and members of unions pass. */
  readonly unknownAllowed: boolean;
  readonly trouble: (text: string) => void;
}

/** Holds a JSON value against a shape of the model: names, required members, types, enum values. */
export function checkValue(shape: NormalizedSchema, value: unknown, path: string, check: ValueCheck): void {
  const wrong = (expected: string): void =>
    check.trouble(`${path}: the model has ${expected}, the contract ${show(value)}`);
  if (shape.isUnionSchema()) return checkUnion(shape, value, path, check);
  if (shape.isStructSchema()) {
    if (!isObject(value)) return wrong("a structure");
    return checkMembers(shape, value, Object.keys(shape.getMemberSchemas()), path, check);
  }
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) return wrong("a list");
    const sparse = shape.getMergedTraits().sparse === 1;
    for (const [index, entry] of value.entries()) {
      if (entry === null && sparse) continue;
      checkValue(shape.getValueSchema(), entry, `${path}[${index}]`, check);
    }
    return;
  }
  if (shape.isMapSchema()) {
    if (!isObject(value)) return wrong("a map");
    for (const [key, entry] of Object.entries(value))
      checkValue(shape.getValueSchema(), entry, `${path}.${key}`, check);
    return;
  }
  if (shape.isTimestampSchema()) {
    if (typeof value !== "string" || Number.isNaN(Date.parse(value))) wrong("a timestamp in ISO 8601");
    return;
  }
  if (shape.isStringSchema() && typeof value !== "string") return wrong("a text");
  if (shape.isNumericSchema() && typeof value !== "number") return wrong("a number");
  if (shape.isBooleanSchema() && typeof value !== "boolean") return wrong("true or false");
}

/** Members that travel in one place: those named there, all of the required ones, no others. */
export function checkMembers(
  shape: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  here: readonly string[],
  path: string,
  check: ValueCheck,
): void {
  const prefix = path === "" ? "" : `${path}.`;
  for (const name of requiredMembers(shape)) {
    if (here.includes(name) && value[name] === undefined)
      check.trouble(`${prefix}${name}: required by the model, missing in the contract`);
  }
  for (const [name, member] of Object.entries(value)) {
    if (!here.includes(name)) check.trouble(`${prefix}${name}: the model's ${shape.getName()} has no such member here`);
    else {
      checkValue(shape.getMemberSchema(name), member, `${prefix}${name}`, check);
      checkEnum(`${shape.getName()}.${name}`, member, `${prefix}${name}`, check);
    }
  }
}

function checkUnion(shape: NormalizedSchema, value: unknown, path: string, check: ValueCheck): void {
  const members = isObject(value) ? Object.entries(value) : [];
  const [member] = members;
  if (member === undefined || members.length > 1) return check.trouble(`${path}: a union has exactly one member`);
  const [name, content] = member;
  if (Object.hasOwn(shape.getMemberSchemas(), name))
    checkValue(shape.getMemberSchema(name), content, `${path}.${name}`, check);
  else if (!check.unknownAllowed) check.trouble(`${path}.${name}: the model's ${shape.getName()} has no such member`);
}

function checkEnum(place: string, value: unknown, path: string, check: ValueCheck): void {
  const known = check.model.enums[place];
  if (known === undefined || check.unknownAllowed || known.includes(String(value))) return;
  check.trouble(`${path}: the model knows ${known.join(", ")}, the contract has ${show(value)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? "nothing";
}
