import { isCopyable, type Line } from "./message-line.ts";

/**
 * A line in Slack's own markup. Names of ours and paths are code, so that they can be copied as they are; any other text is
 * text alone.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text (escaping)
 */
export function slackLine(line: Line): string {
  const shown = (piece: Line[number]): string => {
    if (typeof piece === "string") return slackText(piece);
    if ("own" in piece) return escaped(piece.own);
    return isCopyable(piece.code) ? code(piece.code) : slackText(piece.code);
  };
  return line.map(shown).join("");
}

/** A path of a file, or of an object in a bucket, that stands apart: nothing follows it but the end of a sentence, or of its part. */
const PATH =
  /(?<=^|[\s("'])(?:s3:\/\/|\/|\.{1,2}\/|[A-Za-z]:\\)[\p{L}\p{M}\p{N}._~:/\\+=#%-]*[\p{L}\p{M}\p{N}_~/\\+=#%-](?=[.,:;]*(?:[\s)"']|$))/gu;

/** An IAM action, as s3:GetObject, or a host with its port, which stand apart as a path does. */
const ACTION_OR_PORT =
  /(?<=^|[\s("'])(?:[a-z][a-z0-9-]{1,40}:[A-Z][A-Za-z]{2,80}|[A-Za-z0-9][A-Za-z0-9.-]{0,250}:[0-9]{1,5})(?=[.,:;]*(?:[\s)"']|$))/gu;

const COPIED = new RegExp(`${PATH.source}|${ACTION_OR_PORT.source}`, "gu");

/**
 * A text, escaped so that nothing in it is a link or a mention; marks of emphasis are told apart by a space without width. That
 * would come along with a path, an action or a port that is copied: those are code, where nothing else is markup. Next to a tick of others nothing
 * is, because nobody knows where Slack sees code begin.
 */
export function slackText(text: string): string {
  if (text.includes("`")) return markedText(text);
  let shown = "";
  let end = 0;
  for (const { 0: path, index } of text.matchAll(COPIED)) {
    shown += `${markedText(text.slice(end, index))}${code(path)}`;
    end = index + path.length;
  }
  return shown + markedText(text.slice(end));
}

function markedText(text: string): string {
  return escaped(text).replace(/[*_~`@]|:(?=\S)/g, "$&\u200b");
}

function code(name: string): string {
  return `\`${name}\``;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
