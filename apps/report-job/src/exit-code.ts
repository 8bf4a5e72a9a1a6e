/** What the process answers to whoever started it. */
export const EXIT_CODE = {
  complete: 0,
  defect: 1,
  usage: 2,
  partial: 3,
  unavailable: 4,
  thresholdCrossed: 5,
} as const;

export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** Trouble that a person can mend, with the next step in its message. Anything else that escapes is a defect. */
export class JobError extends Error {
  override readonly name = "JobError";
  readonly code: "usage" | "unavailable" | "interrupted";
  /** The section of the run book about it, where it has one beside that of its exit code. */
  readonly section: string | undefined;

  constructor(code: JobError["code"], message: string, cause?: unknown, section?: string) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.section = section;
  }

  get exitCode(): ExitCode {
    return this.code === "interrupted" ? EXIT_CODE.partial : EXIT_CODE[this.code];
  }
}
