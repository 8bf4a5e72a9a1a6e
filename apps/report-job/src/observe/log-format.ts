/** How messages are written on standard error: for people, or a JSON object a line. */
export const LOG_FORMATS = ["text", "json"] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];

/** The variable that stands in for `--log`. */
export const LOG_VARIABLE = "ATTACHED_FILES_LOG";

/**
 * What flag or environment say before anything is parsed, so that what is wrong with the rest is told in that format, too.
 * A value that is none is the parsers' business, and told as text.
 */
export function logFormatOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LogFormat {
  const end = args.indexOf("--");
  const flags = end < 0 ? args : args.slice(0, end);
  const fromFlags = flags.flatMap((flag, index) => {
    if (flag.startsWith("--log=")) return [flag.slice("--log=".length)];
    return flag === "--log" ? [flags[index + 1]] : [];
  });
  return (fromFlags.at(-1) ?? environment[LOG_VARIABLE]) === "json" ? "json" : "text";
}
