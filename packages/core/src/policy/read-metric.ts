import { AGE_UNITS } from "./condition.ts";
import { COUNT_METRICS, METRIC_FORMS, METRIC_SYNONYMS, type Metric, writtenName } from "./metrics.ts";
import { nearestName } from "./nearest-name.ts";
import type { TokenReader } from "./token-reader.ts";

/** Words that end the name of a metric. */
const BEHIND_A_NAME: ReadonlySet<string> = new Set(["over", "under", "at", "older", "grew", "shrank"]);
const NAMES: readonly string[] = [...COUNT_METRICS, ...Object.keys(METRIC_SYNONYMS), "bytes", "status"];
const LONGEST_AGE_SECONDS = 31_536_000;

/** Reads what a rule looks at; names of several words are written with blanks or hyphens. */
export function readMetric(reader: TokenReader): Metric | undefined {
  const first = reader.peek();
  const words: string[] = [];
  while (reader.peek()?.kind === "word" && !BEHIND_A_NAME.has(reader.peek()?.text ?? "")) {
    if (words[0] === "status") break;
    words.push(reader.take()?.text ?? "");
  }
  if (words.length === 0) return reader.refuse(`a metric: ${METRIC_FORMS.join(", ")}`);
  const written = words.join("-");
  const name = COUNT_METRICS.find((each) => each === (METRIC_SYNONYMS[written] ?? written));
  if (written === "status") return readStatus(reader);
  if (name === undefined && written !== "bytes") {
    const nearest = nearestName(written, NAMES);
    const hint = nearest === undefined ? "" : `the nearest is ${writtenName(nearest)}; `;
    reader.refuse(`a metric that exists (${hint}there are ${METRIC_FORMS.join(", ")})`, first, words.join(" "));
    skipQualifier(reader);
    return undefined;
  }
  const next = reader.peek()?.text;
  if (next === "older") return readAge(reader, name);
  if (next === "grew" || next === "shrank") {
    if (name === "files" || name === undefined) {
      reader.take();
      return { kind: "change", of: name ?? "bytes", direction: next };
    }
    reader.refuse("files or bytes in front of 'grew' and 'shrank'", first, words.join(" "));
    skipQualifier(reader);
    return undefined;
  }
  return name === undefined ? { kind: "bytes" } : { kind: "count", name };
}

function readStatus(reader: TokenReader): Metric | undefined {
  const status = reader.peek();
  if (status?.kind !== "word" || BEHIND_A_NAME.has(status.text)) {
    return reader.refuse("the name of a status behind 'status', as REJECTED");
  }
  reader.take();
  return { kind: "status", status: status.text };
}

function readAge(reader: TokenReader, name: string | undefined): Metric | undefined {
  const older = reader.peek();
  if (name !== "stuck") reader.refuse("no age: only 'stuck' can be 'older than' one", older);
  const expected = `'older than' and a whole number of s, m, h or d, 1s to ${LONGEST_AGE_SECONDS / 86_400}d, as 1h`;
  if (!reader.takeWords("older", "than")) {
    reader.refuse(expected);
    skipQualifier(reader);
    return undefined;
  }
  const amount = reader.peek();
  const seconds = AGE_UNITS[reader.peek(1)?.text ?? ""];
  const ageSeconds = Number(amount?.text) * (seconds ?? Number.NaN);
  const isAge = amount?.kind === "number" && Number.isInteger(Number(amount.text)) && Number.isInteger(ageSeconds);
  if (!isAge || ageSeconds < 1 || ageSeconds > LONGEST_AGE_SECONDS) {
    const unit = reader.peek(1)?.kind === "word" ? reader.peek(1)?.text : "";
    reader.refuse(expected, amount, amount === undefined ? undefined : `${amount.text}${unit}`);
    skipQualifier(reader);
    return undefined;
  }
  reader.take();
  reader.take();
  return name === "stuck" ? { kind: "stuck-older-than", ageSeconds } : undefined;
}

/** Goes on at the comparison, so that what is wrong behind it is told as well. */
function skipQualifier(reader: TokenReader): void {
  const isComparison = (): boolean =>
    reader.peek()?.kind === "sign" || ["over", "under", "at"].includes(reader.peek()?.text ?? "");
  while (reader.peek() !== undefined && !isComparison()) reader.take();
}
