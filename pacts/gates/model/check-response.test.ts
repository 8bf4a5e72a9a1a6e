import { describe, expect, it } from "vitest";
import { spoil, type Tamper } from "./spoil.test-support.ts";

const ONE = "a request for one file";
const THROTTLED = "a request that fails with ThrottlingException";
const INVALID = "a request that fails with InvalidRequestException";
const PAGE = "a request for the second page of a domain's files";
const CASES = "a request for the first page of a domain's cases";
const OF_A_CASE = "a request for the second page of a case's files";
const BROKEN = "a request for a domain's files that fails with InternalServerException";

/** A tamper that gives members of the first file of the answer. */
const file = (name: string, members: object, expected: RegExp): Tamper => [
  name,
  ONE,
  ({ response }) => set(response.body.content.Files[0], members),
  expected,
];

const CONNECT: Tamper[] = [
  [
    "a renamed member",
    ONE,
    ({ response }) => set(response.body.content, { files: [] }),
    /response body\.files: the model's BatchGetAttachedFileMetadataResponse has no such member/,
  ],
  [
    "a missing member of a file",
    ONE,
    ({ response }) => delete response.body.content.Files[0].FileName,
    /Files\[0\]\.FileName: required by the model/,
  ],
  file("a size as text", { FileSizeInBytes: "5" }, /FileSizeInBytes: the model has a whole number/),
  file("half a byte", { FileSizeInBytes: 1.5 }, /FileSizeInBytes: the model has a whole number/),
  file("tags in a list", { Tags: [] }, /Tags: the model has a map/),
  file("a tag that is no text", { Tags: { a: 1 } }, /Tags\.a: the model has a text/),
  file("a status that nobody declared unknown", { FileStatus: "NEW" }, /FileStatus: the model knows .*APPROVED/),
  file(
    "a use case that nobody declared unknown",
    { FileUseCaseType: "NEW" },
    /FileUseCaseType: the model knows .*EMAIL/,
  ),
  file("a union member that nobody declared unknown", { CreatedBy: { Bot: "b" } }, /CreatedBy\.Bot: .*no such member/),
  file("two members of a union", { CreatedBy: { ConnectUserArn: "a", AWSIdentityArn: "b" } }, /exactly one member/),
  file("no member of a union", { CreatedBy: {} }, /exactly one member/),
  [
    "a null where the list is not sparse",
    ONE,
    ({ response }) => response.body.content.Files.push(null),
    /Files\[1\]: the model has a structure/,
  ],
  ["no body", ONE, ({ response }) => delete response.body, /response body: the model has a structure, .* nothing/],
  [
    "a body of another type",
    ONE,
    ({ response }) => set(response, { headers: { "Content-Type": ["text/html"] } }),
    /response: the Content-Type of rest-json is application\/json, not text\/html/,
  ],
  [
    "a wrong status of an error",
    THROTTLED,
    ({ response }) => set(response, { status: 400 }),
    /ThrottlingException has status 429 in the model, 400/,
  ],
  [
    "an error that the model does not have",
    THROTTLED,
    ({ response }) => set(response.headers, { "x-amzn-ErrorType": ["Slow"] }),
    /x-amzn-ErrorType that the model has, not Slow/,
  ],
  [
    "an error without a name",
    THROTTLED,
    ({ response }) => delete response.headers["x-amzn-ErrorType"],
    /x-amzn-ErrorType that the model has, not undefined/,
  ],
  [
    "an error's text in the other service's spelling",
    THROTTLED,
    ({ response }) => set(response.body, { content: { message: "m" } }),
    /message: .*no such member/,
  ],
  [
    "an unknown reason of an invalid request",
    INVALID,
    ({ response }) => set(response.body.content, { Reason: { AttachedFileInvalidRequestExceptionReason: "NONSENSE" } }),
    /Reason\.AttachedFileInvalidRequestExceptionReason: the model knows .*INVALID_FILE_SIZE/,
  ],
];

const CASES_SERVICE: Tamper[] = [
  [
    "a time in seconds where the model has text",
    PAGE,
    ({ response }) => set(response.body.content.relatedItems[0], { associationTime: 1 }),
    /associationTime: the model has a timestamp in ISO 8601/,
  ],
  ...[PAGE, OF_A_CASE].map(
    (request): Tamper => [
      `an unknown type of an item, in the answer to ${request}`,
      request,
      ({ response }) => set(response.body.content.relatedItems[0], { type: "Files" }),
      /relatedItems\[0\]\.type: the model knows .*File/,
    ],
  ),
  [
    "an unknown status of a domain",
    "a request for the status of a domain that was not created",
    ({ response }) => set(response.body.content, { domainStatus: "NEW" }),
    /response body\.domainStatus: the model knows Active/,
  ],
  [
    "a field that is neither true nor false",
    CASES,
    ({ response }) => set(response.body.content.cases[1], { fields: [{ id: "f", value: { booleanValue: "yes" } }] }),
    /fields\[0\]\.value\.booleanValue: the model has true or false/,
  ],
  [
    "a member of a header in the body",
    BROKEN,
    ({ response }) => set(response.body.content, { retryAfterSeconds: 1 }),
    /response body\.retryAfterSeconds: .*no such member here/,
  ],
  [
    "a header that is no number",
    BROKEN,
    ({ response }) => set(response.headers, { "Retry-After": ["soon"] }),
    /response headers: retryAfterSeconds: the model has a whole number/,
  ],
  [
    "an error without the members that it requires",
    BROKEN,
    ({ response }) => delete response.body,
    /response body\.message: required by the model/,
  ],
];

describe("the check of an answer goes red at", () => {
  it.each(CONNECT)("%s", async (_, description, change, expected) => {
    expect(await spoil("amazon-connect", description, change)).toMatch(expected);
  });

  it.each(CASES_SERVICE)("%s", async (_, description, change, expected) => {
    expect(await spoil("amazon-connect-cases", description, change)).toMatch(expected);
  });
});

function set(target: object, members: object): void {
  Object.assign(target, members);
}
