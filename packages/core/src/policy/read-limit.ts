import { BYTE_UNITS, type Metric, SHARE_METRICS } from "./metrics.ts";
import type { TokenReader } from "./token-reader.ts";

/** The right side of a condition. */
export interface LimitValue {
  readonly limit: number;
  readonly unit: string;
}

/** No growth is more. */
const MOST_PERCENT = 1_000_000;

/** Reads a limit, in a unit that the metric has. Of a metric that is none, the number alone is looked at. */
export function readLimit(reader: TokenReader, metric: Metric | undefined): LimitValue | undefined {
  const amount = reader.peek();
  if (amount?.kind !== "number") return reader.refuse(`a number${unitsText(metric)}`);
  reader.take();
  const suffix = reader.peek();
  const limit = Number(amount.text);
  if (suffix?.kind === "percent") {
    reader.take();
    return readPercent(reader, metric, limit, suffix);
  }
  if (metric === undefined) return suffix === undefined ? { limit, unit: "count" } : undefined;
  if (isOfBytes(metric)) {
    const unit = suffix?.kind === "word" ? suffix.text : "B";
    const size = Object.hasOwn(BYTE_UNITS, unit) ? BYTE_UNITS[unit] : undefined;
    if (size === undefined) return reader.refuse(`a unit of bytes: ${Object.keys(BYTE_UNITS).join(", ")}`, suffix);
    if (suffix?.kind === "word") reader.take();
    if (limit * size <= Number.MAX_SAFE_INTEGER) return { limit, unit };
    return reader.refuse(`at most ${Number.MAX_SAFE_INTEGER} bytes`, amount, `${amount.text} ${unit}`);
  }
  if (Number.isSafeInteger(limit)) return { limit, unit: "count" };
  return reader.refuse(`a whole number of files, 0 to ${Number.MAX_SAFE_INTEGER}`, amount);
}

function readPercent(
  reader: TokenReader,
  metric: Metric | undefined,
  limit: number,
  place: ReturnType<TokenReader["peek"]>,
): LimitValue | undefined {
  if (metric !== undefined && !hasPercent(metric)) return reader.refuse("a number without '%'", place);
  const most = metric?.kind === "change" ? MOST_PERCENT : 100;
  if (limit <= most) return { limit, unit: "percent" };
  return reader.refuse(`at most ${most} %`, place, `${limit} %`);
}

function isOfBytes(metric: Metric): boolean {
  return metric.kind === "bytes" || (metric.kind === "change" && metric.of === "bytes");
}

function hasPercent(metric: Metric): boolean {
  if (metric.kind === "bytes") return false;
  return metric.kind !== "count" || SHARE_METRICS.some((name) => name === metric.name);
}

function unitsText(metric: Metric | undefined): string {
  if (metric === undefined) return "";
  const units = isOfBytes(metric) ? Object.keys(BYTE_UNITS) : [];
  const all = hasPercent(metric) ? ["%", ...units] : units;
  return all.length === 0 ? "" : `, and behind it nothing or ${all.join(", ")}`;
}
