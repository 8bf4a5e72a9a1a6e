import { describe, expect, it } from "vitest";
import { onTheWire } from "../../http/on-the-wire.test-support.ts";
import { text } from "./new-case.test-support.ts";

const SEARCH = "/domains/d-1/cases-search";

async function fieldsOf(...ids: readonly string[]): Promise<unknown> {
  const { fake, post } = await onTheWire();
  fake.state.domain("d-1").addCase({
    caseId: "c-1",
    templateId: "t",
    createdAt: Date.UTC(2026, 9, 1),
    updatedAt: Date.UTC(2026, 9, 2, 3, 4, 5, 6),
    fields: [
      text("title", "Lost parcel"),
      { id: "n", value: { doubleValue: 1 } },
      { id: "none", value: { emptyValue: {} } },
    ],
  });
  const { body } = await post(SEARCH, { fields: ids.map((id) => ({ id })) });
  return (body as { cases: { fields: unknown }[] }).cases[0]?.fields;
}

describe("the fields that SearchCases answers", () => {
  it.each([
    ["when it was made", "created_datetime", { stringValue: "2026-10-01T00:00:00.000Z" }],
    ["when it was changed", "last_updated_datetime", { stringValue: "2026-10-02T03:04:05.006Z" }],
    ["its id", "case_id", { stringValue: "c-1" }],
    ["its reference number", "reference_number", { stringValue: expect.stringMatching(/^\d{8}$/) }],
    ["its status", "status", { stringValue: "open" }],
    ["its title", "title", { stringValue: "Lost parcel" }],
    ["a number", "n", { doubleValue: 1 }],
    ["what is set to nothing", "none", { emptyValue: {} }],
  ])("tell %s", async (_, id, value) => {
    expect(await fieldsOf(id)).toEqual([{ id, value }]);
  });

  it("are those that are asked for, in that order, each once, without those that hold nothing", async () => {
    expect(await fieldsOf("status", "customer_id", "title", "status", "novel")).toEqual([
      text("status", "open"),
      text("title", "Lost parcel"),
    ]);
  });

  it("are none where none are asked for", async () => {
    expect(await fieldsOf()).toEqual([]);
  });

  it("may change from page to page", async () => {
    const { fake, post } = await onTheWire();
    fake.state.addCase("d-1", "c-2");
    const first = (await post(SEARCH, { maxResults: 1 })).body as { nextToken: string };
    const second = await post(SEARCH, { nextToken: first.nextToken, fields: [{ id: "case_id" }] });
    expect(second.body).toMatchObject({ cases: [{ fields: [text("case_id", "c-2")] }], totalCount: 2 });
  });
});
