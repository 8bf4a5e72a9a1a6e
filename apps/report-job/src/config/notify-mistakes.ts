import { type Issue, show } from "@attached-files/core";

/** Chats that people write where the way to them is asked for. */
const FORMAT_OF: ReadonlyMap<string, string> = new Map([
  ["slack", "slack"],
  ["teams", "teams"],
  ["msteams", "teams"],
  ["ms-teams", "teams"],
  ["microsoft-teams", "teams"],
]);

/** Stands in messages in the place of a webhook's URL: whoever knows it can write. */
export const URL_NOT_SHOWN = "a URL, which is not shown because whoever knows it can write";

const OF_THE_VARIABLE = "'urlVariable: OPS_WEBHOOK_URL', the name of the environment variable that holds the URL";

/** A mistake that people make with targets, told once with the right way. */
export interface NotifyMistake {
  readonly issue: Issue;
  /** Places whose own issues would say the same in other words. */
  readonly covers: readonly string[];
}

/** What is wrong about the targets of `notify` that is better told as a whole: a chat as `to`, a URL in the file. */
export function notifyMistakes(raw: unknown): readonly NotifyMistake[] {
  const targets = isObject(raw) ? raw.notify : undefined;
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((target: unknown, index) =>
    isObject(target) ? (mistakeOf(target, `notify[${index}]`) ?? []) : [],
  );
}

/** Whether a text is what a webhook's URL looks like. */
export function isUrl(value: unknown): value is string {
  return typeof value === "string" && /^\s*https?:\/\//i.test(value);
}

function mistakeOf(target: Readonly<Record<string, unknown>>, place: string): NotifyMistake | undefined {
  const { to } = target;
  const urlKey = Object.keys(target).find((key) => key !== "endpoint" && isUrl(target[key]));
  const format = typeof to === "string" ? FORMAT_OF.get(to.toLowerCase()) : undefined;
  const covers = ["to", "urlVariable", ...(urlKey === undefined ? [] : [urlKey])].map((key) => `${place}.${key}`);
  const inFile = urlKey === undefined ? "" : `, and ${show(urlKey)}: ${URL_NOT_SHOWN}`;
  if (format !== undefined) {
    const expected = `'to: webhook' with 'format: ${format}' and ${OF_THE_VARIABLE}`;
    return { issue: { path: `${place}.to`, expected, received: `${show(to)}${inFile}` }, covers };
  }
  if (urlKey === undefined) return undefined;
  const expected = `no URL in this file, but 'to: webhook' with ${OF_THE_VARIABLE}`;
  return { issue: { path: `${place}.${urlKey}`, expected, received: URL_NOT_SHOWN }, covers };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
