import { describe, expect, it } from "vitest";
import { type Answer, onTheWire } from "../../http/on-the-wire.test-support.ts";
import { newCase, REQUIRED, text } from "./new-case.test-support.ts";

const CASES = "/domains/d-1/cases";
const SEARCH = "/domains/d-1/cases-search";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = ({ body }: Answer): string => (body as { caseId: string }).caseId;

describe("CreateCase", () => {
  it("answers the new case's id and ARN, and nothing else", async () => {
    const { post } = await onTheWire();
    const answer = await post(CASES, newCase());
    const caseId = idOf(answer);
    expect(answer.status).toBe(200);
    expect(caseId).toMatch(UUID);
    expect(answer.body).toEqual({
      caseId,
      caseArn: `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/${caseId}`,
    });
  });

  it("makes a case that searches find, with what it was given", async () => {
    const { fake, post } = await onTheWire();
    const number = { id: "n", value: { doubleValue: 1.5 } };
    const performedBy = { customEntity: "import bot" };
    const body = newCase([number], { tags: { team: "claims" }, performedBy });
    const caseId = idOf(await post(CASES, body));
    const fields = ["title", "n", "customer_id", "status"].map((id) => ({ id }));
    expect((await post(SEARCH, { fields })).body).toEqual({
      cases: [
        { caseId: "c-1", templateId: "general-inquiry", fields: [text("status", "open")], tags: {} },
        {
          caseId,
          templateId: "t-1",
          fields: [REQUIRED[1], number, REQUIRED[0], text("status", "open")],
          tags: { team: "claims" },
        },
      ],
      totalCount: 2,
    });
    expect(fake.state.domain("d-1").cases.get(caseId)?.performedBy).toEqual(performedBy);
  });

  it("makes a case that files and other items can be related to", async () => {
    const { attach, post } = await onTheWire();
    const caseId = idOf(await post(CASES, newCase()));
    attach("f", { caseId });
    const found = await post(`/domains/d-1/cases/${caseId}/related-items-search`, {});
    expect(found.body).toMatchObject({ relatedItems: [{ relatedItemId: "file-f" }] });
  });

  it.each([
    ["an empty value", { id: "f", value: { emptyValue: {} } }],
    ["a truth", { id: "f", value: { booleanValue: false } }],
    ["a user", { id: "f", value: { userArnValue: "arn:aws:connect:eu-central-1:111122223333:instance/i/agent/a" } }],
    ["a value beside members of null", { id: "f", value: { stringValue: "a", doubleValue: null } }],
  ])("takes %s", async (_, field) => {
    const { post } = await onTheWire();
    expect((await post(CASES, newCase([field]))).status).toBe(200);
  });

  it("makes one case for a request that comes twice with one token, in whatever order its members are", async () => {
    const { fake, post } = await onTheWire();
    const first = await post(CASES, newCase([], { clientToken: "once", performedBy: null }));
    const { templateId, fields } = newCase() as { templateId: string; fields: object[] };
    const again = await post(CASES, { clientToken: "once", fields, templateId });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(fake.state.domain("d-1").cases.size).toBe(2);
  });

  it.each([
    ["another template", newCase([], { templateId: "t-2" })],
    ["other fields", newCase([text("f", "v")])],
    ["other tags", newCase([], { tags: { k: "v" } })],
    ["somebody else", newCase([], { performedBy: { customEntity: "e" } })],
  ])("answers 409 to a token that comes again with %s", async (_, other) => {
    const { fake, post } = await onTheWire();
    await post(CASES, newCase([], { clientToken: "once" }));
    const { status, headers, body } = await post(CASES, { ...other, clientToken: "once" });
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([409, "ConflictException"]);
    expect(body).toEqual({ message: expect.stringContaining("clientToken") });
    expect(fake.state.domain("d-1").cases.size).toBe(2);
  });

  it("makes another case with another token, without one, with an empty one, and in another domain", async () => {
    const { fake, post } = await onTheWire();
    fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-2" });
    const made = [
      await post(CASES, newCase([], { clientToken: "one" })),
      await post(CASES, newCase([], { clientToken: "two" })),
      await post("/domains/d-2/cases", newCase([], { clientToken: "one" })),
      await post(CASES, newCase([], { clientToken: "" })),
      await post(CASES, newCase([], { clientToken: "" })),
      await post(CASES, newCase()),
      await post(CASES, newCase()),
    ];
    expect(new Set(made.map(idOf)).size).toBe(7);
  });

  it("says that there is no such domain", async () => {
    const { post } = await onTheWire();
    const { status, headers, body } = await post("/domains/d-9/cases", newCase());
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([404, "ResourceNotFoundException"]);
    expect(body).toEqual({ message: "The domain d-9 does not exist.", resourceId: "d-9", resourceType: "Domain" });
  });
});
