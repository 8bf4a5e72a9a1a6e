import { DAY_MS, FIRST_RUN_MS } from "./rich-centre.test-support.ts";

/** Thresholds, each named. */
export const POLICY = [
  { name: "no-rejections-1", rule: "rejected > 0", severity: "critical", sentence: "Ask the 9 uploaders again." },
  { name: "old", rule: "stuck older than 90m > 2", severity: "info", sentence: "Look at the scanner." },
  { name: "blind", rule: "not known > 1 %", severity: "warning", sentence: "There is too much that nobody knows." },
  { name: "sizes", rule: "bytes > 300 MiB", severity: "info", sentence: "It grows." },
  { name: "growth", rule: "files grew over 1 %", severity: "info", sentence: "There are more." },
  { name: "many", rule: "files > 100000", severity: "info", sentence: "There are many." },
  { name: "fax", rule: "status UPLOAD_EXPIRED_2 > 5 %", severity: "info", sentence: "Expired ones." },
  { name: "few", rule: "vanished < 1", severity: "info", sentence: "Nothing vanishes." },
] as const;

/** What the reports are told, beside the states. */
export const GIVEN = {
  regions: { claims: "eu-west-1", "customer-care": "eu-central-1" },
  endpoint: "http://127.0.0.1:4010",
  stuckAfterSeconds: 5400,
  workbookRows: 100,
  rules: {
    requiredTags: ["department"],
    maxFileSizeBytes: 104_857_600,
    allowedExtensions: ["pdf", "jpg", "png", "docx", "txt", "msi"],
    filesPerCase: { most: 10, warnAtShare: 0.8 },
  },
} as const;

/** The slot of a day by its number. */
export function slotOf(day: number): string {
  return new Date(FIRST_RUN_MS + day * DAY_MS).toISOString().slice(0, 10);
}
