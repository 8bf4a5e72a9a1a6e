/** JSON in which 64-bit integers keep every digit, as the service's own answers have them. */
export function exactJson(value: unknown, indent?: number): string {
  try {
    // A function that is called for each member takes nearly twice as long, and sizes are seldom beyond 2^53.
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    // What is no bigint fails again below.
    if (!(error instanceof TypeError)) throw error;
  }
  return JSON.stringify(
    value,
    (_key, member: unknown) => (typeof member === "bigint" ? rawJson(String(member)) : member),
    indent,
  );
}

// In Node since 22; TypeScript's libraries do not know it yet.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };
