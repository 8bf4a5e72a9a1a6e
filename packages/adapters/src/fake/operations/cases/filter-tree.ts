import { check, readUnion } from "./cases-members.ts";

/** Whether a filter takes an entry. */
export type Takes<T> = (entry: T) => boolean;

/** Reads a filter that combines no others. */
export type ReadFilter<T> = (filter: unknown, path: string) => Takes<T>;

/**
 * Reads a filter that may be a `not`, `andAll` or `orAll` of others, to any depth. What AWS makes of an empty list is
 * published nowhere; here an empty `andAll` takes everything, an empty `orAll` nothing.
 *
 * @param leaves the filters that combine no others, by their member's name.
 */
export function readFilterTree<T>(
  filter: unknown,
  path: string,
  leaves: Readonly<Record<string, ReadFilter<T>>>,
): Takes<T> {
  const { name, value, path: at } = readUnion(filter, path, [...Object.keys(leaves), "not", "andAll", "orAll"]);
  const leaf = leaves[name];
  if (leaf !== undefined) return leaf(value, at);
  if (name === "not") {
    const takes = readFilterTree(value, at, leaves);
    return (entry) => !takes(entry);
  }
  const all = check.list(value, at, 0, 10).map((each, index) => readFilterTree(each, `${at}[${index}]`, leaves));
  return name === "andAll"
    ? (entry) => all.every((takes) => takes(entry))
    : (entry) => all.some((takes) => takes(entry));
}
