import fc from "fast-check";
import { expect, it } from "vitest";
import { OPERATIONS } from "../operations/index.ts";
import { BATCH_GET, CASE_ARN, onTheWire } from "./on-the-wire.test-support.ts";

const MODELLED =
  /^(InvalidRequest|InvalidParameter|Validation|ResourceNotFound|ResourceConflict|Conflict|ServiceQuotaExceeded|Serialization|UnknownOperation|UnsupportedMediaType)Exception$/;

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("i-1", "d-1", "c-1") },
  fc.constantFrom("..", "%", "%ff", "__proto__", "constructor", "x".repeat(600)),
  fc.string({ unit: "binary" }).map(encodeURIComponent),
);
const path = fc.oneof(
  name.map((id) => `/attached-files/${id}`),
  name.map((id) => `/attached-files/${id}/files`),
  fc.tuple(name, name).map(([instance, id]) => `/attached-files/${instance}/${id}`),
  name.map((id) => `/attached-files-configurations/${id}`),
  fc
    .tuple(name, fc.constantFrom("CASE", "EMAIL", ""))
    .map(([id, scope]) => `/attached-files-configurations/${id}/${scope}`),
  name.map((id) => `/domains/${id}`),
  name.map((id) => `/domains/${id}/cases`),
  fc.tuple(name, name).map(([domain, id]) => `/domains/${domain}/cases/${id}/related-items/`),
  name.map((id) => `/domains/${id}/cases-search`),
  name.map((id) => `/domains/${id}/related-items-search`),
  fc.tuple(name, name).map(([domain, id]) => `/domains/${domain}/cases/${id}/related-items-search`),
  fc.constantFrom("/domains-list", "/", "//", "/domains/d-1/"),
  fc.array(name).map((names) => `/${names.join("/")}`),
);
const memberName = fc.constantFrom(
  ...[
    "FileIds",
    "filters",
    "sorts",
    "maxResults",
    "nextToken",
    "searchTerm",
    "fields",
    "filter",
    "associatedResourceArn",
  ],
  ...["file", "sortProperty", "sortOrder", "__proto__", "toString", ""],
  ...["FileName", "FileSizeInBytes", "FileUseCaseType", "UrlExpiryInSeconds", "CreatedBy", "Tags", "ClientToken"],
  ...["FileSourceUri", "MaximumSizeLimitInBytes", "ExtensionConfiguration", "AllowedExtensions", "Extension"],
  ...["templateId", "id", "value", "stringValue", "clientToken", "performedBy", "userArn", "tags", "type", "content"],
  ...["comment", "body", "contentType", "andAll", "not", "field", "equalTo", "urlExpiryInSeconds"],
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, -1, 0, 1, 25, 1e300, "", "Asc", "AssociationTime", "f", "\ud800", {}),
    fc.constantFrom(
      "a.pdf",
      "ATTACHMENT",
      "VOICE_RECORDING",
      "s3://bucket/key",
      "File",
      "Comment",
      "Text/Plain",
      CASE_ARN,
    ),
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(tie("any"), { maxLength: 120 }),
    fc.array(fc.tuple(memberName, tie("any")), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
  ),
})).any;
const body = fc.oneof(
  value.map((any) => JSON.stringify(any)),
  {
    weight: 8,
    arbitrary: fc
      .array(fc.tuple(memberName, value), { maxLength: 4 })
      .map((members) => JSON.stringify(Object.fromEntries(members))),
  },
  fc.string({ unit: "binary" }),
  fc.uint8Array({ maxLength: 2000 }),
);
const query = fc
  .array(fc.tuple(memberName, fc.oneof(name, fc.constantFrom("", "0", "5", "99", "1e1", "arn:aws:cases:::x"))))
  .map((members) => members.map(([key, text]) => `${key}=${text}`));
const target = fc
  .tuple(query, fc.boolean())
  .map(([members, isAttached]) =>
    [...(isAttached ? [`associatedResourceArn=${encodeURIComponent(CASE_ARN)}`] : []), ...members].join("&"),
  );
const header = fc.tuple(
  fc.constantFrom("content-type", "authorization", "x-amz-date", "x-amz-target", "accept-encoding", "content-encoding"),
  fc.oneof(
    fc.constantFrom("application/json", "text/html", "gzip", "AWS4-HMAC-SHA256 nonsense"),
    fc.stringMatching(/^[!-~]{0,99}$/),
  ),
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant("POST") },
  { weight: 4, arbitrary: fc.constantFrom("GET", "PUT", "DELETE") },
  { weight: 1, arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PATCH") },
);

it("answers whatever is thrown at it with its data or a modelled 4xx, and keeps serving", async () => {
  const { attach, fake, post } = await onTheWire();
  attach("good");
  attach("f-1");
  const statuses = new Set<number>();
  const request = fc.record({
    method,
    path,
    query: target,
    headers: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(header, { maxLength: 3 })),
    body,
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, headers, body }) => {
      const bodiless = method === "GET" || method === "HEAD";
      const init = {
        method,
        headers: new Headers([["content-type", "application/json"], ...headers]),
        ...(bodiless ? { body: null } : {}),
      };
      const answer = await post(`${path}?${query}`, body, init);
      statuses.add(answer.status);
      if (answer.status === 200) return;
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get("x-amzn-ErrorType")).toMatch(MODELLED);
      expect(answer.headers.get("x-amzn-RequestId")).toMatch(/^[0-9a-f-]{36}$/);
    }),
    { seed: 20261124, numRuns: 700 },
  );
  expect((await post(BATCH_GET, { FileIds: ["good"] })).body).toMatchObject({ Files: [{ FileId: "good" }] });
  // The fuzz reaches what lies behind the routes: it is answered in every way that it can be.
  expect([...statuses].sort()).toEqual([200, 400, 404, 415]);
  expect(Object.keys(fake.calls.counts()).sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
}, 30_000);
