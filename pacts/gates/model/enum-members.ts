import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The known values of members that are enums, by `Shape.member`. */
export type EnumMembers = Readonly<Record<string, readonly string[]>>;

/**
 * Reads which members of a client's shapes are enums, also those in a union, and lists and maps of them. The schemas of
 * the SDK call an enum a text; only the type declarations beside them tell which of the exported enum objects a member
 * takes. What this cannot see: maps whose keys are enums, and values that AWS knows and this version of the SDK does not.
 *
 * @param packageName a client of the SDK, whose declarations are read.
 * @param exported what that package exports: its enums are the objects that hold nothing but texts.
 */
export function readEnumMembers(packageName: string, exported: object): EnumMembers {
  const enums = enumObjects(exported);
  const members = declarations(packageName).flatMap((lines) => declaredMembers(lines));
  return Object.fromEntries(
    members.flatMap(({ place, type }) => {
      const values = enums.get(type);
      return values === undefined ? [] : [[place, values]];
    }),
  );
}

/** The enums that a client exports, by name. */
export function enumObjects(exported: object): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(exported).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
      const values: unknown[] = Object.values(value);
      return values.length > 0 && values.every((one) => typeof one === "string") ? [[name, values]] : [];
    }),
  );
}

/** The lines of each file that declares a client's shapes. */
function declarations(packageName: string): string[][] {
  const main = createRequire(import.meta.url).resolve(packageName);
  const folder = join(dirname(main), "../dist-types/models");
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8").split("\n"));
}

const SHAPE = /^export (?:interface|declare class|declare namespace) (\w+)/;
const MEMBER = /^ +(\w+)\??: (?:Record<string, )?(\w+)(?:\[\])*>?(?: \| undefined)?;$/;

/** Members with the name of their type. A union is a namespace that has an interface for each of its members. */
function declaredMembers(lines: readonly string[]): { place: string; type: string }[] {
  let shape = "";
  return lines.flatMap((line) => {
    shape = SHAPE.exec(line)?.[1] ?? shape;
    const [, member, type] = MEMBER.exec(line) ?? [];
    return member === undefined || type === undefined ? [] : [{ place: `${shape}.${member}`, type }];
  });
}
