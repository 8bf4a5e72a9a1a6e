import { describe, expect, expectTypeOf, it } from "vitest";
import { isSourceError, SOURCE_ERROR_CODES, SourceError, type SourceErrorCode } from "./source-error.ts";

/** The exceptions of the operation's page, in its order. */
const EXCEPTIONS: readonly SourceErrorCode[] = [
  "AccessDeniedException",
  "InvalidRequestException",
  "InternalServiceException",
  "ResourceNotFoundException",
  "ThrottlingException",
];

describe("SourceError", () => {
  it("knows the five exceptions of the operation under their own names", () => {
    expect(SOURCE_ERROR_CODES.slice(0, 5)).toEqual(EXCEPTIONS);
  });

  it.each([
    ["AccessDeniedException", false],
    ["InvalidRequestException", false],
    ["InternalServiceException", true],
    ["ResourceNotFoundException", false],
    ["ThrottlingException", true],
    ["CredentialsUnavailable", false],
    ["SourceUnreachable", true],
    ["SourceTimeout", true],
    ["ForeignAnswer", true],
    ["UnexpectedAnswer", true],
    ["Aborted", false],
  ] as const)("%s may succeed later, unchanged: %s", (code, retryable) => {
    expect(new SourceError(code, "")).toMatchObject({ code, retryable, name: "SourceError" });
  });

  it("has a case above for every code", () => {
    expect(SOURCE_ERROR_CODES).toHaveLength(11);
  });

  it("carries its cause and all that the source told", () => {
    const cause = new Error("socket hang up");
    const details = {
      operation: "BatchGetAttachedFileMetadata",
      requestId: "r-1",
      awsErrorName: "ValidationException",
      retryAfterMs: 0,
      reason: "INVALID_FILE_NAME",
    };
    const error = new SourceError("InvalidRequestException", "No.", { cause, ...details });
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe("No.");
    expect(error.cause).toBe(cause);
    expect(error).toMatchObject(details);
  });

  it("has no cause at all where there is none, and a falsy one where that was thrown", () => {
    expect("cause" in new SourceError("Aborted", "")).toBe(false);
    expect(new SourceError("Aborted", "", { cause: null }).cause).toBeNull();
    expect(new SourceError("Aborted", "", { cause: 0 }).cause).toBe(0);
  });
});

describe("isSourceError", () => {
  const throttled: unknown = new SourceError("ThrottlingException", "Rate exceeded");

  it("tells a source's error from any other", () => {
    expect(isSourceError(throttled)).toBe(true);
    for (const other of [new Error("x"), { ...(throttled as object) }, null, undefined, "ThrottlingException"]) {
      expect(isSourceError(other)).toBe(false);
    }
  });

  it("knows the errors of another copy of this package, which instanceof does not", async () => {
    const copy = (await import(`${import.meta.resolve("./source-error.ts")}?another-copy`)) as {
      SourceError: typeof SourceError;
      isSourceError: typeof isSourceError;
    };
    const foreign: unknown = new copy.SourceError("Aborted", "enough");
    expect(foreign).not.toBeInstanceOf(SourceError);
    expect(isSourceError(foreign, "Aborted")).toBe(true);
    expect(isSourceError(foreign, "SourceTimeout")).toBe(false);
    expect(copy.isSourceError(throttled)).toBe(true);
  });

  it("shows its brand to nobody who looks at its members", () => {
    expect(Object.keys(throttled as object)).not.toContain("brand");
    expect(Object.getOwnPropertySymbols(throttled)).toEqual([]);
  });

  it("tells codes apart, where any are named", () => {
    expect(isSourceError(throttled, "ThrottlingException")).toBe(true);
    expect(isSourceError(throttled, "Aborted", "ThrottlingException")).toBe(true);
    expect(isSourceError(throttled, "Aborted", "SourceTimeout")).toBe(false);
  });

  it("narrows the code's type to those named", () => {
    if (isSourceError(throttled, "Aborted", "SourceTimeout")) {
      expectTypeOf(throttled.code).toEqualTypeOf<"Aborted" | "SourceTimeout">();
    }
  });
});
