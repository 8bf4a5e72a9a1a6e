import { describe, expect, it } from "vitest";
import { INSTANCE_ARN, type OnTheWire, onTheWire } from "./on-the-wire.test-support.ts";

const IN_DOMAIN = "/domains/d-1/related-items-search";
const IN_CASE = "/domains/d-1/cases/c-1/related-items-search";

async function furnished(): Promise<OnTheWire> {
  const wire = await onTheWire();
  wire.attach("f", { performedBy: { userArn: `${INSTANCE_ARN}/agent/a` } });
  wire.fake.state.domain("d-1").addItem({
    relatedItemId: "comment-1",
    caseId: "c-1",
    type: "Comment",
    associationTime: Date.UTC(2026, 10, 1, 0, 0, 1, 5),
    content: { comment: { body: "hello", contentType: "Text/Plain" } },
    tags: { k: "v" },
  });
  return wire;
}

const FILE = {
  relatedItemId: "file-f",
  type: "File",
  associationTime: "2026-11-01T00:00:00.000Z",
  content: { file: { fileArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/f" } },
  performedBy: { userArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a" },
  tags: {},
};
const COMMENT = {
  relatedItemId: "comment-1",
  type: "Comment",
  associationTime: "2026-11-01T00:00:01.005Z",
  content: { comment: { body: "hello", contentType: "Text/Plain" } },
  tags: { k: "v" },
};

describe("the operations of Cases on the wire", () => {
  it.each([
    [
      "ListDomains",
      "/domains-list",
      {
        domains: [
          { domainId: "d-1", domainArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1", name: "domain d-1" },
        ],
      },
    ],
    [
      "GetDomain",
      "/domains/d-1",
      {
        domainId: "d-1",
        domainArn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1",
        name: "domain d-1",
        createdTime: "2025-01-01T00:00:00.000Z",
        domainStatus: "Active",
        tags: {},
      },
    ],
    [
      "SearchCases",
      "/domains/d-1/cases-search",
      { cases: [{ caseId: "c-1", templateId: "general-inquiry", fields: [], tags: {} }], totalCount: 1 },
    ],
    ["SearchRelatedItems", IN_CASE, { relatedItems: [FILE, COMMENT] }],
    [
      "SearchAllRelatedItems",
      IN_DOMAIN,
      {
        relatedItems: [
          { ...FILE, caseId: "c-1" },
          { ...COMMENT, caseId: "c-1" },
        ],
      },
    ],
  ])("%s answers exactly the model's members, with a body and without one", async (operation, path, expected) => {
    const { fake, post } = await furnished();
    for (const body of [{}, undefined]) {
      const answer = await post(path, body);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("application/json");
      expect(answer.headers.get("x-amzn-RequestId")).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.body).toEqual(expected);
    }
    expect(fake.calls.count(operation)).toBe(2);
  });

  it.each([
    ["files", [{ file: {} }], ["file-f"]],
    ["comments", [{ comment: {} }], ["comment-1"]],
    ["either", [{ comment: {} }, { file: {} }], ["file-f", "comment-1"]],
    ["contacts, of which there are none", [{ contact: {} }], []],
    ["one file", [{ file: { fileArn: `${INSTANCE_ARN}/file/f` } }], ["file-f"]],
    ["another file", [{ file: { fileArn: `${INSTANCE_ARN}/file/g` } }], []],
    ["everything, with no filter", [], ["file-f", "comment-1"]],
    ["everything, with a filter of null", null, ["file-f", "comment-1"]],
    ["files, beside a member of null", [{ file: {}, comment: null }], ["file-f"]],
  ])("filters for %s", async (_, filters, expected) => {
    const { post } = await furnished();
    for (const path of [IN_DOMAIN, IN_CASE]) {
      const { body } = await post(path, { filters });
      expect(
        (body as { relatedItems: { relatedItemId: string }[] }).relatedItems.map((item) => item.relatedItemId),
      ).toEqual(expected);
    }
  });

  it.each([
    ["GetDomain", "/domains/d-9", "d-9", "Domain"],
    ["SearchCases", "/domains/d-9/cases-search", "d-9", "Domain"],
    ["SearchAllRelatedItems", "/domains/d-9/related-items-search", "d-9", "Domain"],
    ["SearchRelatedItems", "/domains/d-9/cases/c-1/related-items-search", "d-9", "Domain"],
    ["SearchRelatedItems", "/domains/d-1/cases/c-9/related-items-search", "c-9", "Case"],
  ])("%s says what it has not found", async (_, path, resourceId, resourceType) => {
    const { post } = await onTheWire();
    const { status, headers, body } = await post(path, {});
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([404, "ResourceNotFoundException"]);
    expect(body).toEqual({
      message: expect.stringContaining(`${resourceId} does not exist`),
      resourceId,
      resourceType,
    });
  });
});
