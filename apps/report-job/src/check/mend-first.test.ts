import { SourceError } from "@attached-files/core";
import { expect, it } from "vitest";
import { failed } from "./finding.ts";
import { MEND_FIRST, mendFirst } from "./mend-first.ts";
import { permissionFinding } from "./scope/permission-findings.ts";

const subject = (action: string) => ({ check: "permission", about: "publish.s3", action }) as const;
const of = (action: string, error: SourceError) => permissionFinding(subject(action), [{ error }], false);

it("sends nobody to mend what failed where nothing did", () => {
  const unlearned = of("s3:AbortMultipartUpload", new SourceError("InternalServiceException", "InternalError"));
  expect(unlearned).toMatchObject({ result: "unknown", next: MEND_FIRST });
  const [alone] = mendFirst([unlearned]);
  expect(alone).toMatchObject({ result: "unknown", next: expect.stringMatching(/^Check again: nothing failed/) });
  const denied = failed(subject("s3:PutObject"), "denied", "Allow it.", "unavailable");
  expect(mendFirst([unlearned, denied])).toEqual([unlearned, denied]);
});

it.each([
  ["PreconditionFailed", "allowed: only its condition was refused, on purpose; nothing was written"],
  ["NoSuchUpload", "allowed: it was tried on an upload that is not there, on purpose"],
  [
    "ResourceNotFoundException",
    "allowed: what it was tried on is not there, which only those are told who are allowed",
  ],
])("says of %s why that shows that the action is allowed", (awsErrorName, text) => {
  const code = awsErrorName === "ResourceNotFoundException" ? awsErrorName : "InvalidRequestException";
  const finding = of("s3:PutObject", new SourceError(code, "no", { awsErrorName }));
  expect(finding).toMatchObject({ result: "passed", text });
});
