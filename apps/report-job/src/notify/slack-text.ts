import { isCopyable, type Line } from "./message-line.ts";

/**
 * A line in Slack's own markup. Names and paths are code, so that they can be copied as they are; any other text is text alone.
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

/** A command of this program between quotes, or a word that stands apart, with what ends a sentence or its part behind it. */
const COPIED = /(?<=')attached-files [^'*@<>&]+(?=')|(?<![^\s(["'])([^\s()[\]"']+?)[.,:;]*(?![^\s)\]"'])/gu;

/** Nothing in it is markup within the ticks of code. */
const SAFE = /^[\p{L}\p{M}\p{N}._~:/\\+=#%-]+$/u;
/** A path of a file, or of an object in a bucket. */
const PATH = /^(?:s3:\/\/|\/|\.{1,2}\/|~\/|[A-Za-z]:\\).*[\p{L}\p{M}\p{N}_~/\\+=#%-]$/u;
/**
 * A name with a mark within it: a variable, a scope, a slot or a time, a host with its port, an endpoint, an ARN, an action of IAM.
 * None stands at its ends, as in emphasis and emoji.
 */
const MARKED_NAME = /^[\p{L}\p{N}].*[_~:].*[\p{L}\p{M}\p{N}/]$/u;

/**
 * A text, escaped so that nothing in it is a link or a mention; marks of emphasis are told apart by a space without width. That
 * would come along with whatever is copied: paths, commands and names that hold such a mark are code, where nothing is markup, and no
 * address a link. Next to a tick of others nothing is, because nobody knows where Slack sees code begin.
 */
export function slackText(text: string): string {
  if (text.includes("`")) return markedText(text);
  let shown = "";
  let end = 0;
  for (const { 0: found, 1: word, index } of text.matchAll(COPIED)) {
    const name = word ?? found;
    if (word !== undefined && !(SAFE.test(word) && (PATH.test(word) || MARKED_NAME.test(word)))) continue;
    shown += `${markedText(text.slice(end, index))}${code(name)}`;
    end = index + name.length;
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
