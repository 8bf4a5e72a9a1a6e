import type { WireObject } from "./wire.ts";

/** A field's id, and its value as a union in wire form: `{ stringValue: "open" }`. */
export interface FieldValue {
  readonly id: string;
  readonly value: WireObject;
}
