import {
  CLUSTER_TIMES_OTHERS,
  LEAST_REJECTED,
  LEAST_VALUES,
  NEARLY_ALL,
  SPIKE_SHARE,
  SPIKE_TIMES_USUAL,
} from "./thresholds.ts";

/** The rule in plain words, a sentence or two for each of its parts. */
export const TRIAGE_RULE: readonly string[] = [
  "Each scope is looked at by itself, because it has a scanner of its own. Files count by the time of their creation; those whose time cannot be read count among what is usual.",
  `A spike is an hour, or a day where fewer files come, with at least ${LEAST_REJECTED} rejected files that are at least ${percent(SPIKE_SHARE)} of all that was created in it and at least ${SPIKE_TIMES_USUAL} times the usual share. What chance would bring once in a million reports is none. Hours or days that meet are one spike; quiet quarters of an hour at its ends are left out.`,
  `Usual is the share of rejected files at all other times. Where at least ${percent(NEARLY_ALL)} of all files are rejected, there are no other times, and all of it is one spike.`,
  `A spike is a likely outage of the scanner where at least ${LEAST_VALUES} uploaders are hit and, without the one with the most rejections, the others are hit as well: at least ${LEAST_VALUES} of their files, and at least ${percent(SPIKE_SHARE)}; and where the same holds of the types of file, unless hardly any other type came. Amazon Connect rejects a file when the scanner fails, too.`,
  "Any other spike is named by the one uploader who has at least half of its rejections, else by the one type.",
  `Outside spikes, an uploader or a type is named that has at least ${LEAST_REJECTED} rejected files, at least half of all rejections, and at least ${CLUSTER_TIMES_OTHERS} times the share of all others, unless chance explains it.`,
];

function percent(share: number): string {
  return `${share * 100} %`;
}
