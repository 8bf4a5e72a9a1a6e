import { type Message, messageLines } from "./message.ts";

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
  const text = fitting(messageLines(message).map(slackText), LONGEST_SECTION).join("\n");
  const header = message.title.slice(0, LONGEST_HEADER).toWellFormed();
  return {
    text: slackText(message.title),
    blocks: [
      { type: "header", text: { type: "plain_text", text: header, emoji: false } },
      { type: "section", text: { type: "mrkdwn", text } },
    ],
  };
}

/** Escaped, so that nothing is a link or a mention; marks of emphasis are told apart by a space without width. */
function slackText(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replace(/[*_~`@:]/g, "$&\u200b");
}

/** An Adaptive Card whose texts are runs: those know no Markdown, and so no links. */
function teamsBody(message: Message): object {
  const run = (text: string, bold = false): object => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...(bold ? { weight: "Bolder", size: "Medium" } : {}) }],
  });
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
            run(message.title, true),
            ...fitting(messageLines(message), MOST_TEAMS_CHARACTERS).map((line) => run(line)),
          ],
        },
      },
    ],
  };
}

/** As many of the first lines as there is room for, and how many there are more. */
function fitting(lines: readonly string[], most: number): readonly string[] {
  let left = most - 40;
  const kept: string[] = [];
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) return [...kept, `and ${lines.length - kept.length} more lines`];
    kept.push(line);
  }
  return kept;
}
