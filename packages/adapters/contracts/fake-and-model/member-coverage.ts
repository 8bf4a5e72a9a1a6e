import type { OperationModel } from "@attached-files/pacts";

type Shape = OperationModel["output"];

/** Every member that a shape can have, down to the last, as `Shape.member`. */
export function membersOf(shape: Shape, known: Set<string> = new Set()): Set<string> {
  if (shape.isListSchema() || shape.isMapSchema()) return membersOf(shape.getValueSchema(), known);
  if (!shape.isStructSchema()) return known;
  for (const [name, member] of Object.entries(shape.getMemberSchemas())) {
    const path = `${shape.getName()}.${name}`;
    if (known.has(path)) continue;
    known.add(path);
    membersOf(member, known);
  }
  return known;
}

/** The members that a value has of a shape. */
export function membersIn(shape: Shape, value: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  if (shape.isListSchema() || shape.isMapSchema()) {
    for (const entry of Object.values(value)) membersIn(shape.getValueSchema(), entry, found);
    return found;
  }
  if (!shape.isStructSchema()) return found;
  for (const [name, member] of Object.entries(shape.getMemberSchemas())) {
    const content = (value as Record<string, unknown>)[name];
    if (content === undefined) continue;
    found.add(`${shape.getName()}.${name}`);
    membersIn(member, content, found);
  }
  return found;
}
