import { show } from "@attached-files/core";

/** The variable of AWS's own libraries for this format. It switches the format on. */
export const EMF_VARIABLE = "AWS_EMF_NAMESPACE";

/**
 * The namespace of CloudWatch that metrics go to; neither where none is named.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html (2026-11)
 */
export function emfNamespace(environment: Readonly<Record<string, string | undefined>>): {
  readonly namespace?: string;
  readonly problem?: string;
} {
  const namespace = environment[EMF_VARIABLE]?.trim() ?? "";
  if (namespace === "") return {};
  if (/^[\w.\-/#: ]{1,255}$/.test(namespace) && !/^(AWS\/|:)/.test(namespace)) return { namespace };
  const expected = "1 to 255 letters, digits, '.', '-', '_', '/', '#', ':' or blanks, not beginning with 'AWS/' or ':'";
  return {
    problem: `environment variable ${EMF_VARIABLE}: expected ${expected}, received ${show(namespace)}; no metrics are written for CloudWatch.`,
  };
}
