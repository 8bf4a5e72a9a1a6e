import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactedName, redactedText, redactedValues } from "./redaction.ts";

const KEY = "0123456789abcdef";

describe("a redacted text", () => {
  it("is the same for the same text and key, and another for another text or key", () => {
    expect(redactedText("Ann Smith", KEY)).toMatch(/^redacted-[0-9a-f]{16}$/);
    expect(redactedText("Ann Smith", KEY)).toBe(redactedText("Ann Smith", KEY));
    expect(redactedText("Ann Smyth", KEY)).not.toBe(redactedText("Ann Smith", KEY));
    expect(redactedText("Ann Smith", `${KEY}!`)).not.toBe(redactedText("Ann Smith", KEY));
  });

  it("is the beginning of an HMAC-SHA-256 that others can make again", () => {
    // RFC 4231, test case 2.
    expect(redactedText("what do ya want for nothing?", "Jefe")).toBe("redacted-5bdcc146bf60754e");
  });

  it.each([
    ["contract.pdf", ".pdf"],
    ["CONTRACT.PDF", ".pdf"],
    ["archive.tar.zip", ".zip"],
    ["ann.smith", ""],
    ["no extension", ""],
    [".pdf", ".pdf"],
    ["trailing.", ""],
  ])("of the name %j keeps of it only %j", (name, extension) => {
    expect(redactedName(name, KEY)).toMatch(new RegExp(`^redacted-[0-9a-f]{16}${extension.replace(".", "\\.")}$`));
  });

  it("of a name keeps an extension that files are held against", () => {
    expect(redactedName("Ann.P7-M", KEY, new Set(["p7-m"]))).toBe(`${redactedText("Ann.P7-M", KEY)}.p7-m`);
    expect(redactedName("Ann.Smith", KEY, new Set(["p7-m"]))).toBe(redactedText("Ann.Smith", KEY));
  });

  it("of a map keeps its keys, whatever they are, and none of its values", () => {
    expect(redactedValues('{"team":"A","__proto__":"A","":""}', KEY)).toBe(
      `{"team":"${redactedText("A", KEY)}","__proto__":"${redactedText("A", KEY)}","":""}`,
    );
    expect(redactedValues('{"NewOwner":{"name":"Ann"}}', KEY)).toBe(
      `{"NewOwner":"${redactedText('{"name":"Ann"}', KEY)}"}`,
    );
    for (const none of ["[1]", "not json", '"Ann"']) expect(redactedValues(none, KEY)).toBe(redactedText(none, KEY));
  });

  it("holds nothing of the text that it stands for", () => {
    const text = fc.string({ minLength: 17 });
    fc.assert(fc.property(text, (value) => !redactedName(value, KEY).includes(value)));
  });
});
