import type { WireObject } from "../connect-state/wire.ts";
import type { Verdict } from "./file-life.ts";

/** A file that has been uploaded and is to be scanned. */
export interface ScannedFile {
  readonly instanceId: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly tags: WireObject;
  readonly bytes: Uint8Array;
}

/** What a scan finds. */
export interface ScanResult {
  readonly verdict: Verdict;
  /** How long the scan takes, in milliseconds. @default the scanner's own */
  readonly takesMs?: number;
}

/** Decides what the scanner finds. Undefined leaves it to the fake's own rule. */
export type ScanRule = (file: ScannedFile) => ScanResult | undefined;

/** What scans find, and how long they take. */
export interface ScannerOptions {
  /** How long a scan takes where nothing else is said, in milliseconds. @default 3000, as small files take on AWS */
  readonly takesMs?: number;
  readonly rule?: ScanRule;
}

/** A tag with this key and the value APPROVED, REJECTED or FAILED decides what the scanner finds. */
export const VERDICT_TAG = "fake:scan-verdict";
/** A tag with this key and a number of milliseconds decides how long the scan takes. */
export const DURATION_TAG = "fake:scan-ms";

const VERDICTS: readonly unknown[] = ["APPROVED", "REJECTED", "FAILED"] satisfies Verdict[];
const DEFAULT_MS = 3000;
/** The industry's harmless test virus, in two parts so that no scanner finds it here. */
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** Scans a file: the caller's rule, then the file's own tags, then its bytes; all else is approved. */
export function scan(file: ScannedFile, options: ScannerOptions = {}): Required<ScanResult> {
  const ruled = options.rule?.(file);
  const tagged = file.tags[VERDICT_TAG];
  const verdict = ruled?.verdict ?? (VERDICTS.includes(tagged) ? (tagged as Verdict) : byItsBytes(file.bytes));
  return { verdict, takesMs: ruled?.takesMs ?? durationTag(file.tags) ?? options.takesMs ?? DEFAULT_MS };
}

function byItsBytes(bytes: Uint8Array): Verdict {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(EICAR, 0, "latin1")
    ? "REJECTED"
    : "APPROVED";
}

/** What is wrong with tags that steer the scanner: a test that misspells one would wait for a verdict that never comes. */
export function scanTagProblem(tags: WireObject): string | undefined {
  for (const [key, value] of Object.entries(tags)) {
    if (!key.startsWith("fake:")) continue;
    if (key === VERDICT_TAG && VERDICTS.includes(value)) continue;
    if (key === DURATION_TAG && durationTag(tags) !== undefined) continue;
    if (key === VERDICT_TAG) return `The tag ${key} must be one of ${VERDICTS.join(", ")}`;
    if (key === DURATION_TAG) return `The tag ${key} must be a number of milliseconds, of at most 9 digits`;
    return `The fake knows the tags ${VERDICT_TAG} and ${DURATION_TAG}, and not ${JSON.stringify(key)}`;
  }
  return undefined;
}

function durationTag(tags: WireObject): number | undefined {
  const text = tags[DURATION_TAG];
  return typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
