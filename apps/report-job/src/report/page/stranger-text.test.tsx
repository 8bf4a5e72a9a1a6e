import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { shortArn } from "./arn-text.tsx";
import { StrangerText, strangerTitle } from "./stranger-text.tsx";

function textOf(text: string, longest?: number): string {
  const html = renderToString(<StrangerText text={text} {...(longest === undefined ? {} : { longest })} />);
  return html.replaceAll(/<[^>]*>/g, "");
}

describe("strangers' text", () => {
  it.each([
    ["plain name.pdf", "plain name.pdf"],
    ["line\nfeed", "line␊feed"],
    ["\u0000\u001b\u007f", "␀␛␡"],
    ["a\u202Efdp", "a\\u{202E}fdp"],
    ["\u2066x\u2069", "\\u{2066}x\\u{2069}"],
    ["next\u0085line", "next\\u{85}line"],
    ["\ud800 half", "\\u{D800} half"],
    ["\u{1F469}\u200D\u{1F4BB}", "\u{1F469}\u200D\u{1F4BB}"],
    ["e\u0301", "e\u0301"],
    ["", "(empty text)"],
    ["<b>&", "&lt;b>&amp;"],
  ])("shows %j as %j", (text, shown) => {
    expect(textOf(text)).toBe(shown);
  });

  it("is isolated, so that it cannot turn the text around it", () => {
    expect(renderToString(<StrangerText text="عربي" />)).toBe("<bdi>عربي</bdi>");
  });

  it("may break behind underscores, and nothing is added to what is copied", () => {
    expect(renderToString(<StrangerText text="A_B__C" />)).toBe("<bdi>A_<wbr/>B__<wbr/>C</bdi>");
  });

  it("is cut between characters, never inside one", () => {
    expect(textOf("\u{1F600}".repeat(10), 4)).toBe(`${"\u{1F600}".repeat(4)}…`);
    expect(textOf("\u{1F600}".repeat(4), 4)).toBe("\u{1F600}".repeat(4));
    expect(textOf("abcde", 4)).toBe("abcd…");
    expect(strangerTitle("a\nb")).toBe("a␊b");
  });

  it("is cut sooner where its characters are made visible, which takes their room", () => {
    expect(textOf("\u202E".repeat(10), 16)).toBe("\\u{202E}\\u{202E}…");
    expect(textOf("abc\u202Edef", 11)).toBe("abc\\u{202E}…");
    expect(strangerTitle("a\u202Eb\u202Ec", 18)).toBe("a\\u{202E}b\\u{202E}…");
  });

  it.each([
    ["arn:aws:cases:eu-central-1:1:domain/d/case/c", "case/c"],
    ["arn:aws:connect:eu-central-1:1:instance/i/agent/a", "agent/a"],
    ["arn:aws:sts::1:assumed-role/Role/session", "assumed-role/Role/session"],
    ["no arn", "no arn"],
    ["", ""],
  ])("shortens the ARN %s to %s", (arn, short) => {
    expect(shortArn(arn)).toBe(short);
  });
});
