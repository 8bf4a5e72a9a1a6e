// How the page writes numbers, moments and strangers' texts, by this test's own hand.

const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** 12,345. */
export function grouped(value: number): string {
  const digits = String(Math.abs(value));
  let text = "";
  for (let end = digits.length; end > 0; end -= 3) {
    text = `${digits.slice(Math.max(0, end - 3), end)}${text === "" ? "" : ","}${text}`;
  }
  return value < 0 ? `-${text}` : text;
}

/** 1 file, 2 files. */
export function files(count: number): string {
  return `${grouped(count)} file${count === 1 ? "" : "s"}`;
}

/** Three digits of the largest unit of which there is at least one. */
export function sized(bytes: number): string {
  if (bytes === 1) return "1 byte";
  if (bytes < 1023.5) return `${grouped(bytes)} bytes`;
  let [power, amount] = [1, bytes / 1024];
  while (amount >= 1023.5) [power, amount] = [power + 1, amount / 1024];
  const unit = ["", "KiB", "MiB", "GiB", "TiB"][power];
  return `${amount.toFixed(amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0)} ${unit}`;
}

/** A size as it stands on the page, with the exact one of its title. */
export function sizedExactly(bytes: number): string {
  return `${sized(bytes)} (${grouped(bytes)} bytes)`;
}

/** A part in percent with a digit behind the point; never 0 % of something nor 100 % of not all. */
export function share(part: number, whole: number): string {
  if (part === 0 || part === whole) return whole === 0 ? "–" : part === 0 ? "0 %" : "100 %";
  const percent = (100 * part) / whole;
  return percent < 0.1 ? "< 0.1 %" : percent > 99.9 ? "> 99.9 %" : `${percent.toFixed(1)} %`;
}

/** The two largest units of a duration. */
export function lasted(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  let rest = Math.round(ms / 1000);
  const parts: string[] = [];
  let left = 2;
  for (const [unit, seconds] of [
    ["d", 86_400],
    ["h", 3_600],
    ["min", 60],
    ["s", 1],
  ] as const) {
    const amount = Math.floor(rest / seconds);
    rest %= seconds;
    if (amount === 0 && parts.length === 0 && left === 2) continue;
    if (left > 0 && amount > 0) parts.push(`${grouped(amount)} ${unit}`);
    left -= 1;
  }
  return parts.join(" ");
}

/** A moment as it stands in a table, with the exact one of its element. */
export function moment(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} (${iso})`;
}

/** A moment in a sentence. */
export function dayMoment(ms: number): string {
  const at = new Date(ms);
  const day = `${DAYS[at.getUTCDay()]}, ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${day}, ${at.toISOString().slice(11, 16)} UTC (${at.toISOString()})`;
}

/** 2026-11 as November 2026, with what its element holds. */
export function month(of: string): string {
  return `${MONTHS[Number(of.slice(5, 7)) - 1]} ${of.slice(0, 4)} (${of})`;
}

/** A day below a column of a chart. */
export function shortDay(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]?.slice(0, 3)}`;
}

/** What of an ARN is shown: what stands behind account, and instance or domain. */
export function arnEnd(arn: string): string {
  const parts = arn.split(":");
  if (parts[0] !== "arn" || parts.length < 6) return arn;
  return parts
    .slice(5)
    .join(":")
    .replace(/^(instance|domain)\/[^/]*\//, "");
}
