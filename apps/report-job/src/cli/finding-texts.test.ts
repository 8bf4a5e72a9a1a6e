import { describe, expect, it } from "vitest";
import { failed, passed, unknown } from "../check/finding.ts";
import { findingTexts } from "./finding-texts.ts";

const hints = (texts: readonly string[]): readonly boolean[] => texts.map((text) => text.includes("→"));

describe("the texts of findings", () => {
  it("tell once how to learn what is not known, however many targets it is about", () => {
    const targets = ["chat", "topic", "pager"].map((about) => unknown({ check: "notify", about }, "not known", "Try."));
    expect(hints(targets.map(findingTexts()))).toEqual([true, false, false]);
  });

  it("tell what to do of each failure, whoever was told the same before", () => {
    const mend = failed({ check: "endpoint", about: "main" }, "nobody there", "Mend.", "unavailable");
    const other = unknown({ check: "clock", about: "main" }, "nobody told the time", "Check again.");
    expect(hints([mend, other, passed({ check: "disk" }, "room"), mend].map(findingTexts()))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it("show strangers' text as text, its lines below one another", () => {
    const [text] = [failed({ check: "region", about: "a\u001b[31m" }, "x\ny\u001b[2J", "Do.\u202e", "usage")].map(
      findingTexts(),
    );
    for (const control of ["\u001b", "\u202e"]) expect(text).not.toContain(control);
    expect(text?.split("\n")).toHaveLength(3);
  });
});
