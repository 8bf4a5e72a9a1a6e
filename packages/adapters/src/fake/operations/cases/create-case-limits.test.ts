import { describe, expect, it } from "vitest";
import { onTheWire } from "../../http/on-the-wire.test-support.ts";
import { allowed, expectRefusal, type Limit, long, many, refused } from "./limits.test-support.ts";
import { newCase, PROFILE_ARN, REQUIRED, text } from "./new-case.test-support.ts";

const CASES = "/domains/d-1/cases";
const tags = (count: number): object => Object.fromEntries(many(count, (index) => [`k-${index}`, "v"]));

const LIMITS: readonly Limit[] = [
  { member: "templateId", least: 1, most: 500, body: (size) => newCase([], { templateId: long(size) }) },
  { member: "fields", least: 2, most: 220, body: (size) => ({ ...newCase(), fields: fieldsOf(size) }) },
  { member: "fields[2].id", least: 1, most: 500, body: (size) => newCase([text(long(size), "v")]) },
  { member: "fields[2].value.stringValue", least: 0, most: 4100, body: (size) => newCase([text("f", long(size))]) },
  {
    member: "fields[2].value.stringValue",
    least: 0,
    most: 3000,
    body: (size) => newCase([text("summary", long(size))]),
  },
  { member: "clientToken", least: 0, most: 64, body: (size) => newCase([], { clientToken: long(size) }) },
  { member: "performedBy.userArn", least: 1, most: 500, body: (size) => by({ userArn: long(size) }) },
  { member: "performedBy.customEntity", least: 1, most: 500, body: (size) => by({ customEntity: long(size) }) },
  { member: "tags", least: 0, most: 50, body: (size) => newCase([], { tags: tags(size) }) },
  { member: "a key of tags", least: 1, most: 128, body: (size) => newCase([], { tags: { [long(size)]: "v" } }) },
];

function fieldsOf(count: number): readonly object[] {
  return [...REQUIRED, ...many(Math.max(0, count - 2), (index) => text(`f-${index}`, "v"))].slice(0, count);
}
function by(performedBy: unknown): object {
  return newCase([], { performedBy });
}

describe("the limits of CreateCase", () => {
  it.each(allowed(LIMITS))("allow %s of %i", async (_, __, body) => {
    const { post } = await onTheWire();
    expect((await post(CASES, body)).status).toBe(200);
  });

  it.each(refused(LIMITS))("refuse %s of %i", async (member, _, body) => {
    const { fake, post } = await onTheWire();
    expectRefusal(await post(CASES, body), member);
    expect(fake.state.domain("d-1").cases.size).toBe(1);
  });

  it("refuse a domain id of 501 characters", async () => {
    const { post } = await onTheWire();
    expectRefusal(await post(`/domains/${long(501)}/cases`, newCase()), "domainId");
  });

  it.each([
    ["no body", undefined, "templateId"],
    ["no template", { fields: REQUIRED }, "templateId"],
    ["no fields", { templateId: "t" }, "fields"],
    ["fields that are no list", { templateId: "t", fields: {} }, "fields"],
    ["a field of null", newCase([null as unknown as object]), "fields[2]"],
    ["a field without a value", newCase([{ id: "f" }]), "fields[2].value"],
    ["a value of two kinds", newCase([{ id: "f", value: { stringValue: "a", doubleValue: 1 } }]), "fields[2].value"],
    ["a value of no kind", newCase([{ id: "f", value: { stringValue: null } }]), "fields[2].value"],
    ["a value that nobody knows", newCase([{ id: "f", value: { dateValue: "a" } }]), "fields[2].value"],
    ["a text that is a number", newCase([{ id: "f", value: { stringValue: 1 } }]), "fields[2].value.stringValue"],
    ["a number that is a text", newCase([{ id: "f", value: { doubleValue: "1" } }]), "fields[2].value.doubleValue"],
    ["a truth that is a text", newCase([{ id: "f", value: { booleanValue: "true" } }]), "fields[2].value.booleanValue"],
    ["nothing that is a text", newCase([{ id: "f", value: { emptyValue: "" } }]), "fields[2].value.emptyValue"],
    ["a user that is a number", newCase([{ id: "f", value: { userArnValue: 1 } }]), "fields[2].value.userArnValue"],
    ["the same field twice", newCase([text("title", "again")]), "fields[2].id"],
    ["no customer", { templateId: "t", fields: [text("title", "a")] }, "customer_id"],
    [
      "a customer without the ARN",
      { templateId: "t", fields: [text("title", "a"), text("customer_id", "p-1")] },
      "customer_id",
    ],
    [
      "the ARN of something else",
      { templateId: "t", fields: [text("title", "a"), text("customer_id", `${PROFILE_ARN}/x`)] },
      "customer_id",
    ],
    ["no title", { templateId: "t", fields: [text("customer_id", PROFILE_ARN)] }, "title"],
    ["an empty title", { templateId: "t", fields: [text("customer_id", PROFILE_ARN), text("title", "")] }, "title"],
    [
      "a title of nothing",
      { templateId: "t", fields: [text("customer_id", PROFILE_ARN), { id: "title", value: { emptyValue: {} } }] },
      "title",
    ],
    ["an id of its own", newCase([text("case_id", "c-9")]), "case_id"],
    ["a time of its own", newCase([text("created_datetime", "2026-01-01T00:00:00Z")]), "created_datetime"],
    ["a reference number of its own", newCase([text("reference_number", "1")]), "reference_number"],
    ["two who did it", by({ userArn: "a", customEntity: "b" }), "performedBy"],
    ["nobody who did it", by({}), "performedBy"],
    ["an unknown kind of who did it", by({ iamPrincipalArn: "a" }), "performedBy"],
    ["somebody who ends in a space", by({ customEntity: "bot " }), "performedBy.customEntity"],
    ["somebody with a ü", by({ customEntity: "büro" }), "performedBy.customEntity"],
    ["tags that are a list", newCase([], { tags: [] }), "tags"],
    ["a tag of AWS's own", newCase([], { tags: { "aws:k": "v" } }), "a key of tags"],
    ["a tag of AWS's own in capitals", newCase([], { tags: { "AWS:k": "v" } }), "a key of tags"],
    ["a tag with a ü", newCase([], { tags: { kü: "v" } }), "a key of tags"],
    ["a tag of null", newCase([], { tags: { k: null } }), "tags.k"],
    ["a token that is a number", newCase([], { clientToken: 1 }), "clientToken"],
  ])("refuse %s, and name the member", async (_, body, member) => {
    const { fake, post } = await onTheWire();
    expectRefusal(await post(CASES, body), member);
    expect(fake.state.domain("d-1").cases.size).toBe(1);
  });
});
