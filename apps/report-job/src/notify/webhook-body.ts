import { cutAtWord } from "./cut-at-word.ts";
import type { Message } from "./message.ts";
import { isCopyable, type Line, lineText, pieceText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { slackLine, slackText } from "./slack-text.ts";

/** Slack takes 150 characters in a header, and 3,000 in a section; escapes make them more. */
const LONGEST_HEADER = 140;
const LONGEST_SECTION = 2900;
/** Teams takes 28 KB. */
const MOST_TEAMS_CHARACTERS = 6000;

/** The body of a webhook's call, in JSON. */
export function webhookBody(message: Message, format: "slack" | "teams" | "json"): string {
  if (format === "slack") return JSON.stringify(slackBody(message));
  return JSON.stringify(format === "teams" ? teamsBody(message) : message);
}

/** @see https://docs.slack.dev/messaging/formatting-message-text (escaping) */
function slackBody(message: Message): object {
  const lines = fitting(messageLines(message), LONGEST_SECTION, (line) => slackLine(line).length);
  const header = cutAtWord(message.title, LONGEST_HEADER);
  return {
    // What a notification shows; a title that could be markup is told apart from it.
    text: isCopyable(message.title) ? message.title : slackText(message.title),
    blocks: [
      { type: "header", text: { type: "plain_text", text: header, emoji: false } },
      // As it is: else Slack makes links of whatever looks like an address.
      { type: "section", text: { type: "mrkdwn", text: lines.map(slackLine).join("\n"), verbatim: true } },
    ],
  };
}

/** An Adaptive Card whose texts are runs: those know no Markdown, and so no links. */
function teamsBody(message: Message): object {
  const block = (inlines: readonly object[]): object => ({ type: "RichTextBlock", inlines });
  const run = (text: string, look: object = {}): object => ({ type: "TextRun", text, ...look });
  const inline = (piece: Line[number]): object =>
    run(pieceText(piece), typeof piece === "object" && "code" in piece ? { fontType: "Monospace" } : {});
  const lines = fitting(messageLines(message), MOST_TEAMS_CHARACTERS, (line) => lineText(line).length);
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          fallbackText: message.title,
          body: [
            block([run(message.title, { weight: "Bolder", size: "Medium" })]),
            ...lines.map((line) => block(line.filter((piece) => piece !== "").map(inline))),
          ],
        },
      },
    ],
  };
}

/** As many of the first lines as there is room for, and shorter ones behind those that are too long; and how many there are more. */
function fitting(lines: readonly Line[], most: number, lengthOf: (line: Line) => number): readonly Line[] {
  let left = most - 40;
  const kept = lines.filter((line) => {
    const length = lengthOf(line) + 1;
    if (length > left) return false;
    left -= length;
    return true;
  });
  const more = lines.length - kept.length;
  return more === 0 ? kept : [...kept, [`and ${more} more ${more === 1 ? "line" : "lines"}`]];
}
