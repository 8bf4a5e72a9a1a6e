import type { FieldValue } from "../../connect-state/field-value.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import { check, readObject, readUnion } from "./cases-members.ts";

const KINDS = ["stringValue", "doubleValue", "booleanValue", "emptyValue", "userArnValue"] as const;

/** Reads the union of what a field may hold. */
export function readValue(union: unknown, path: string): WireObject {
  const { name, value, path: at } = readUnion(union, path, KINDS);
  switch (name) {
    case "stringValue":
      check.text(value, at, 0, 4100);
      break;
    case "doubleValue":
      if (typeof value !== "number") check.refuse(`${at} must be a number`);
      break;
    case "booleanValue":
      if (typeof value !== "boolean") check.refuse(`${at} must be true or false`);
      break;
    case "userArnValue":
      if (typeof value !== "string") check.refuse(`${at} must be a string`);
      break;
    case "emptyValue":
      readObject(value, at);
  }
  return { [name]: value };
}

/** Reads a field's id and value. */
export function readFieldValue(field: unknown, path: string): FieldValue {
  const { id, value } = readObject(field, path);
  return { id: check.text(id, `${path}.id`, 1, 500), value: readValue(value, `${path}.value`) };
}

/** Reads a list of fields. Whether AWS takes two values of one field is published nowhere; the fake refuses them. */
export function readFieldValues(list: unknown, path: string, least: number, most: number): readonly FieldValue[] {
  const fields = check.list(list, path, least, most).map((field, index) => readFieldValue(field, `${path}[${index}]`));
  const ids = new Set<string>();
  for (const [index, { id }] of fields.entries()) {
    if (ids.has(id)) check.refuse(`${path}[${index}].id is there twice`);
    ids.add(id);
  }
  return fields;
}
