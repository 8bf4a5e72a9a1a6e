import { describe, expect, it } from "vitest";
import { INSTANCE_ARN, type OnTheWire, onTheWire } from "../../http/on-the-wire.test-support.ts";
import { allowed, expectRefusal, type Limit, long, many, refused } from "./limits.test-support.ts";
import { text } from "./new-case.test-support.ts";

const ITEMS = "/domains/d-1/cases/c-1/related-items/";
const COMMENT = { body: "hello", contentType: "Text/Plain" };
const FILE_ELSEWHERE = "arn:aws:connect:eu-central-1:111122223333:instance/elsewhere/file/";
const CONTACT = `${INSTANCE_ARN}/contact/`;

const comment = (more: object = {}): object => ({ type: "Comment", content: { comment: { ...COMMENT, ...more } } });
const custom = (fields: unknown): object => ({ type: "Custom", content: { custom: { fields } } });
const by = (performedBy: object): object => ({ ...comment(), performedBy });
const contact = (contactArn: unknown): object => ({ type: "Contact", content: { contact: { contactArn } } });
const file = (fileArn: unknown): object => ({ type: "File", content: { file: { fileArn } } });
const connectCase = (caseId: unknown): object => ({ type: "ConnectCase", content: { connectCase: { caseId } } });
function sla(more: object): object {
  const slaInputConfiguration = { name: "first answer", type: "CaseField", targetSlaMinutes: 60, ...more };
  return { type: "Sla", content: { sla: { slaInputConfiguration } } };
}
/** An ARN of this length. */
const padded = (arn: string, size: number): string => arn.padEnd(size, "x").slice(0, size);

const LIMITS: readonly Limit[] = [
  { member: "content.comment.body", least: 1, most: 15_000, body: (size) => comment({ body: long(size) }) },
  { member: "performedBy.userArn", least: 1, most: 500, body: (size) => by({ userArn: long(size) }) },
  { member: "performedBy.customEntity", least: 1, most: 500, body: (size) => by({ customEntity: long(size) }) },
  { member: "content.contact.contactArn", least: 80, most: 500, body: (size) => contact(padded(CONTACT, size)) },
  { member: "content.file.fileArn", least: 80, most: 500, body: (size) => file(padded(FILE_ELSEWHERE, size)) },
  { member: "content.connectCase.caseId", least: 1, most: 500, body: (size) => connectCase(long(size)) },
  ...inSla("name", 1, 500, (size) => ({ name: long(size) })),
  ...inSla("fieldId", 1, 500, (size) => ({ fieldId: long(size) })),
  ...inSla("targetFieldValues", 1, 1, (size) => ({ targetFieldValues: many(size, () => ({ stringValue: "a" })) })),
  ...inSla("targetFieldValues[0].stringValue", 0, 4100, (size) => ({
    targetFieldValues: [{ stringValue: long(size) }],
  })),
  ...inSla("targetSlaMinutes", 1, 1_051_200, (targetSlaMinutes) => ({ targetSlaMinutes })),
  {
    member: "content.custom.fields",
    least: 1,
    most: 50,
    body: (size) => custom(many(size, (index) => text(`f-${index}`, "v"))),
  },
  { member: "content.custom.fields[0].id", least: 1, most: 500, body: (size) => custom([text(long(size), "v")]) },
  {
    member: "content.custom.fields[0].value.stringValue",
    least: 0,
    most: 4100,
    body: (size) => custom([text("f", long(size))]),
  },
];

function inSla(member: string, least: number, most: number, more: (size: number) => object): Limit[] {
  const path = `content.sla.slaInputConfiguration.${member}`;
  return [{ member: path, least, most, body: (size) => sla(more(size)) }];
}

async function withLongCases(): Promise<OnTheWire> {
  const wire = await onTheWire();
  for (const size of [1, 500]) wire.fake.state.addCase("d-1", long(size));
  return wire;
}

describe("the limits of CreateRelatedItem", () => {
  it.each(allowed(LIMITS))("allow %s of %i", async (_, __, body) => {
    const { post } = await withLongCases();
    expect((await post(ITEMS, body)).status).toBe(200);
  });

  // An ARN that is one shorter is a shorter ARN: what ends its length at the lower end is its form.
  const beyond = refused(LIMITS).filter(([, size]) => size !== 79);
  it.each(beyond)("refuse %s of %i", async (member, _, body) => {
    const { fake, post } = await withLongCases();
    expectRefusal(await post(ITEMS, body), member);
    expect(fake.state.domain("d-1").items).toEqual([]);
  });

  it.each([
    ["domainId", `/domains/${long(501)}/cases/c-1/related-items/`],
    ["caseId", `/domains/d-1/cases/${long(501)}/related-items/`],
  ])("refuse a %s of 501 characters", async (member, path) => {
    const { post } = await onTheWire();
    expectRefusal(await post(path, comment()), member);
  });

  it.each([
    ["no body", undefined, "type"],
    ["no type", { content: { comment: COMMENT } }, "type"],
    ["a type that nobody knows", { type: "Voucher", content: { comment: COMMENT } }, "type"],
    ["a type in small letters", { type: "comment", content: { comment: COMMENT } }, "type"],
    ["no content", { type: "Comment" }, "content"],
    ["content of null", { type: "Comment", content: null }, "content"],
    ["content of nothing", { type: "Comment", content: {} }, "content"],
    ["content of two kinds", { type: "Comment", content: { comment: COMMENT, file: { fileArn: "f" } } }, "content"],
    ["content that nobody knows", { type: "Comment", content: { voucher: {} } }, "content"],
    ["content of another type", { type: "File", content: { comment: COMMENT } }, "content.comment"],
    ["a comment that is a text", { type: "Comment", content: { comment: "hello" } }, "content.comment"],
    ["a comment of another type", comment({ contentType: "Text/Html" }), "content.comment.contentType"],
    ["a comment of no type", comment({ contentType: null }), "content.comment.contentType"],
    ["an empty contact", contact(""), "content.contact.contactArn"],
    ["a contact that is no ARN", contact("contact-1"), "content.contact.contactArn"],
    ["the ARN of a file as a contact", contact(`${INSTANCE_ARN}/file/f`), "content.contact.contactArn"],
    ["an empty file", file(""), "content.file.fileArn"],
    ["a file that is no ARN", file("f-1"), "content.file.fileArn"],
    ["the ARN of a contact as a file", file(`${CONTACT}k`), "content.file.fileArn"],
    ["no case to connect", connectCase(undefined), "content.connectCase.caseId"],
    ["no configuration of an SLA", { type: "Sla", content: { sla: {} } }, "content.sla"],
    ["an SLA of another type", sla({ type: "Contact" }), "content.sla.slaInputConfiguration.type"],
    ["an SLA whose name is blank", sla({ name: " " }), "content.sla.slaInputConfiguration.name"],
    ["an SLA of half a minute", sla({ targetSlaMinutes: 0.5 }), "content.sla.slaInputConfiguration.targetSlaMinutes"],
    ["an SLA without a time", sla({ targetSlaMinutes: null }), "content.sla.slaInputConfiguration.targetSlaMinutes"],
    ["no custom fields", custom(undefined), "content.custom.fields"],
    ["a system field in a custom item", custom([text("title", "a")]), "content.custom.fields[0].id"],
    ["a custom field twice", custom([text("f", "a"), text("f", "b")]), "content.custom.fields[1].id"],
    ["two who did it", by({ userArn: "a", customEntity: "b" }), "performedBy"],
    ["somebody who ends in a space", by({ customEntity: "bot " }), "performedBy.customEntity"],
  ])("refuse %s, and name the member", async (_, body, member) => {
    const { fake, post } = await onTheWire();
    expectRefusal(await post(ITEMS, body), member);
    expect(fake.state.domain("d-1").items).toEqual([]);
  });
});
