// biome-ignore lint/suspicious/noExplicitAny: what is checked has no type yet
type Given = any;

/** As CloudWatch names them. */
const UNITS =
  /^(Seconds|Microseconds|Milliseconds|(Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Count)(\/Second)?|Percent|None)$/;
const TWO_WEEKS_MS = 14 * 86_400_000;
const TWO_HOURS_MS = 2 * 3_600_000;

/**
 * What AWS would not take of a line in the embedded metric format; nothing where it takes all of it. Written from AWS's
 * specification of November 2026, and not from what this program writes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function emfProblems(line: string, now: Date): readonly string[] {
  const problems: string[] = [];
  const expect = (isSo: boolean, what: string): void => {
    if (!isSo) problems.push(what);
  };
  expect(!line.includes("\n"), "one line");
  // A log event is at most 1 MB with 26 bytes of its own.
  expect(Buffer.byteLength(line) + 26 <= 1_048_576, "at most 1 MB");
  const root: Given = JSON.parse(line);
  const { Timestamp: at, CloudWatchMetrics: directives } = root._aws ?? {};
  expect(Number.isSafeInteger(at), "_aws.Timestamp in whole milliseconds");
  expect(at > now.getTime() - TWO_WEEKS_MS && at < now.getTime() + TWO_HOURS_MS, "_aws.Timestamp of these days");
  expect(Array.isArray(directives), "_aws.CloudWatchMetrics");
  for (const { Namespace, Dimensions, Metrics } of directives ?? []) {
    expect(/^[\w.\-/#: ]{1,255}$/.test(Namespace) && !Namespace.startsWith("AWS/"), `Namespace ${Namespace}`);
    expect(Array.isArray(Dimensions) && Dimensions.length > 0, "Dimensions");
    for (const set of Dimensions) {
      expect(Array.isArray(set) && set.length <= 30, "at most 30 dimensions");
      for (const name of set) {
        expect(/^[\x21-\x39\x3b-\x7e][\x20-\x7e]{0,249}$/.test(name), `dimension ${name}`);
        expect(typeof root[name] === "string" && /^[\x20-\x7e]{1,1024}$/.test(root[name]), `value of ${name}`);
        expect(String(root[name]).trim() !== "", `value of ${name} that is no blank`);
      }
    }
    expect(Array.isArray(Metrics) && Metrics.length > 0 && Metrics.length <= 100, "1 to 100 metrics");
    for (const { Name, Unit, StorageResolution = 60 } of Metrics) {
      expect(/^[\x20-\x7e]{1,255}$/.test(Name), `metric ${Name}`);
      expect(UNITS.test(Unit), `unit ${Unit}`);
      expect(StorageResolution === 1 || StorageResolution === 60, "StorageResolution");
      expect(typeof root[Name] === "number" && Math.abs(root[Name]) < 2 ** 360, `value of ${Name}`);
    }
    expect(new Set(Metrics.map(({ Name }: Given) => Name)).size === Metrics.length, "each metric once");
  }
  return problems;
}
