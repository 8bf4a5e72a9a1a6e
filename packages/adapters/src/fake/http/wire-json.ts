/** JSON with every digit of a 64-bit integer, which JavaScript holds as a bigint. */
export function wireJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It refuses bigints, which are rare; a replacer that looks at every member costs all others several times the time.
    return JSON.stringify(value, (_name, member: unknown) =>
      typeof member === "bigint" ? rawJson(String(member)) : member,
    );
  }
}

// In Node since 22; TypeScript's libraries do not know it yet.
const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown };
