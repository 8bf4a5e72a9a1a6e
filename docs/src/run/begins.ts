/** A configuration, and two runs that it was for. */
const TWO_RUNS = `
  printf 'scopes: [{ name: customer-care, quota: { requestsPerSecond: unlimited } }]\\n' > attached-files.yaml
  for slot in 2026-11-01 2026-11-24; do attached-files run --slot $slot; done`;

/**
 * What is there before the first block of pages that are looked things up in, and not followed from top to bottom: lines of bash.
 * All other pages begin with nothing.
 */
export const BEGINS: Readonly<Record<string, string>> = {
  "docs/faults.md": "attached-files fake --port 4010",
  "docs/metrics.md": TWO_RUNS,
  "docs/report-job.md": TWO_RUNS,
  "docs/run-book.md": TWO_RUNS,
};
