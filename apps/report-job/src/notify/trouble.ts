import { isSourceError } from "@attached-files/core";
import { EXIT_CODE, JobError } from "../exit-code.ts";
import { BucketError, isOfNoBucket } from "../publish/bucket-error.ts";
import { SECTIONS } from "../run-book/run-book.ts";
import { codeSection, endSection, exitCodeSection } from "../run-book/section-ids.ts";
import { plainText } from "./plain-text.ts";
import { regionHint } from "./region-hint.ts";
import { codeInWords, SYSTEM_WORDS } from "./system-words.ts";
import { type Environment, ownText } from "./told-text.ts";

/** As ENOSPC. */
const SYSTEM_CODE = /^E[A-Z0-9]{2,20}$/;
/** A code of one of the program's own errors says less than what the run book calls it. */
const OWN_CODES: ReadonlySet<string> = new Set(["unavailable", "usage", "interrupted"] satisfies JobError["code"][]);

/** Trouble in a message: what a program and a person need to look it up. */
export interface TroubleMessage {
  /** null: the run as a whole. */
  readonly scope: string | null;
  /** As AccessDeniedException, ENOSPC or unavailable. */
  readonly code: string;
  /** The operation that was answered so, as ListDomains; null where nobody knows, or it is none. */
  readonly operation: string | null;
  /** The bucket that it is about; null where it is about none. */
  readonly bucket: string | null;
  /** What the run book calls it; null where it has no section of it. */
  readonly title: string | null;
  /** The section of the run book about it. */
  readonly runBook: string | null;
  /** What the program or the service says of it, without secrets, in one line; null where nobody said more, or of a defect. */
  readonly text: string | null;
}

/** Trouble that a run recorded by its code. */
export function troubleOfCode(scope: string | null, code: string, operation?: string): TroubleMessage {
  const of = operation === undefined ? null : plainText(operation, 80);
  return { ...trouble(scope, code, codeSection(code) ?? null), operation: of };
}

/**
 * Trouble that was thrown. Whatever is no trouble of a person's is a defect, and of that no text is told.
 *
 * @param environment its secrets are shown to nobody.
 */
export function troubleOfError(scope: string | null, error: unknown, environment: Environment): TroubleMessage {
  if (!(error instanceof JobError)) return trouble(scope, "defect", exitCodeSection(EXIT_CODE.defect));
  const at = bucketErrorOf(error);
  const cause = at?.cause ?? error.cause;
  const code = at !== undefined && isOfNoBucket(cause) ? "NoSuchBucket" : (innerCode(cause) ?? error.code);
  // A message tells what to do in a line of its own.
  const message = error.message.replace(/ What to do: attached-files run-book \S+$/, "");
  const hint = regionHint(message);
  const text = ownText(hint === null || message.includes(hint) ? message : `${message} (${hint})`, environment);
  return {
    ...trouble(scope, code, error.section ?? codeSection(code) ?? endSection(error)),
    // Of one that was asked to end, the bucket is not to blame.
    bucket: at === undefined || at.code === "interrupted" ? null : plainText(at.bucket, 80),
    operation: isSourceError(cause) && cause.operation !== undefined ? plainText(cause.operation, 80) : null,
    text,
  };
}

/** Trouble with a bucket, or what it was told on as. */
function bucketErrorOf(error: unknown): BucketError | undefined {
  if (error instanceof BucketError) return error;
  return error instanceof JobError ? bucketErrorOf(error.cause) : undefined;
}

/** Trouble in a word or a few, for a title: a bucket that it is about with its name and what is kept there. */
export function inShort(trouble: TroubleMessage): string {
  const { bucket, code } = trouble;
  if (bucket === null) return codeInShort(trouble);
  const what = isOfReports(trouble) ? "reports" : "state";
  return code === "NoSuchBucket"
    ? `${what}: there is no bucket ${bucket}`
    : `${what} in bucket ${bucket}: ${codeInShort(trouble)}`;
}

/** Whether it is about the bucket that reports are published to, which is that of the job, and not of a scope. */
export function isOfReports({ bucket, runBook }: TroubleMessage): boolean {
  return bucket !== null && runBook === "trouble-bucket-not-reached";
}

function codeInShort({ code, title }: TroubleMessage): string {
  const words = SYSTEM_WORDS[code] ?? (isOfSystem(code) && title !== null ? shortTitle(title) : undefined);
  if (words !== undefined) return `${words} (${code})`;
  return isOwnCode(code) ? shortTitle(title ?? code) : code;
}

/** Whether a code is this program's, and says less than what the run book calls the trouble. */
export function isOwnCode(code: string): boolean {
  return OWN_CODES.has(code);
}

/** What the run book calls trouble, without the exit code before it and the code behind it, which stand beside it. */
export function shortTitle(title: string): string {
  return title.replace(/^Exit code \d+: /, "").replace(/: [A-Z]\w+$/, "");
}

/** Whether a code is one of the operating system. */
export function isOfSystem(code: string): boolean {
  return SYSTEM_CODE.test(code);
}

/** What the run book calls a section. */
export function titleOf(section: string | null): string | null {
  return SECTIONS.find(({ id }) => id === section)?.title ?? null;
}

function trouble(scope: string | null, code: string, runBook: string | null): TroubleMessage {
  return {
    scope: scope === null ? null : plainText(scope),
    code: plainText(code, 80),
    operation: null,
    bucket: null,
    title: titleOf(runBook),
    runBook,
    text: null,
  };
}

/** The code of what was behind it: of a source, or of the system, as ENOSPC. */
function innerCode(cause: unknown): string | undefined {
  if (isSourceError(cause)) return cause.code;
  if (!(cause instanceof Error)) return undefined;
  const { code } = cause as NodeJS.ErrnoException;
  return typeof code === "string" && isOfSystem(code) ? code : codeInWords(cause.message);
}
