import { isSourceError } from "@attached-files/core";
import { EXIT_CODE, JobError } from "../exit-code.ts";
import { SECTIONS } from "../run-book/run-book.ts";
import { codeSection, endSection, exitCodeSection } from "../run-book/section-ids.ts";
import { plainText } from "./plain-text.ts";

/** Trouble in a message: what a program and a person need to look it up, and no text of a service. */
export interface TroubleMessage {
  /** null: the run as a whole. */
  readonly scope: string | null;
  /** As AccessDeniedException, ENOSPC or unavailable. */
  readonly code: string;
  /** What the run book calls it; null where it has no section of it. */
  readonly title: string | null;
  /** The section of the run book about it. */
  readonly runBook: string | null;
}

/** Trouble that a run recorded by its code. */
export function troubleOfCode(scope: string | null, code: string): TroubleMessage {
  return trouble(scope, code, codeSection(code) ?? null);
}

/** Trouble that was thrown. Whatever is no trouble of a person's is a defect. */
export function troubleOfError(scope: string | null, error: unknown): TroubleMessage {
  if (!(error instanceof JobError)) return trouble(scope, "defect", exitCodeSection(EXIT_CODE.defect));
  const code = innerCode(error.cause) ?? error.code;
  return trouble(scope, code, error.section ?? codeSection(code) ?? endSection(error));
}

/** What the run book says is to be done first. */
export function firstStepOf(section: string | undefined): string | null {
  return SECTIONS.find(({ id }) => id === section)?.mend[0] ?? null;
}

/** What the run book calls a section. */
export function titleOf(section: string | null): string | null {
  return SECTIONS.find(({ id }) => id === section)?.title ?? null;
}

function trouble(scope: string | null, code: string, runBook: string | null): TroubleMessage {
  return {
    scope: scope === null ? null : plainText(scope),
    code: plainText(code, 80),
    title: titleOf(runBook),
    runBook,
  };
}

/** The code of what was behind it: of a source, or of the system, as ENOSPC. */
function innerCode(cause: unknown): string | undefined {
  if (isSourceError(cause)) return cause.code;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" && /^E[A-Z0-9]{2,20}$/.test(code) ? code : undefined;
}
