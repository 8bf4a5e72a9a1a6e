import { expect, it } from "vitest";
import { cutAtWord } from "./cut-at-word.ts";
import { failureMessage } from "./failure-message.ts";
import { TELLER } from "./teller.test-support.ts";
import { webhookBody } from "./webhook-body.ts";

it.each([
  ["one two three", 13, "one two three"],
  ["one two three", 12, "one two…"],
  ["one two; three", 10, "one two…"],
  ["one two three", 8, "one two…"],
  ["a onelongwordalone", 10, "a onelong…"],
])("%j in %i characters is %j", (text, longest, cut) => {
  expect(cutAtWord(text, longest)).toBe(cut);
  expect(cut.length).toBeLessThanOrEqual(longest);
});

it("half a character is not kept", () => {
  expect(cutAtWord("x".repeat(8) + "\u{1F600}".repeat(4), 10).isWellFormed()).toBe(true);
});

it("Slack's header ends with a whole word, and says that there is more", () => {
  const message = { ...failureMessage("s", 4, TELLER), title: `attached-files: ${"word ".repeat(50)}` };
  const { text } = JSON.parse(webhookBody(message, "slack")).blocks[0].text;
  expect(text).toMatch(/ word…$/);
  expect(text.length).toBeLessThanOrEqual(150);
});
