import { describe, expect, it } from "vitest";
import { onTheWire } from "../../http/on-the-wire.test-support.ts";
import { allowed, expectRefusal, type Limit, long, many, refused } from "./limits.test-support.ts";
import { text } from "./new-case.test-support.ts";

const SEARCHES = ["/domains/d-1/related-items-search", "/domains/d-1/cases/c-1/related-items-search"];
const one = (filter: unknown): object => ({ filters: [filter] });
const custom = (fields: unknown): object => one({ custom: { fields } });
const leaf = { field: { equalTo: text("f", "v") } };

const LIMITS: readonly Limit[] = [
  { member: "maxResults", least: 1, most: 25, body: (maxResults) => ({ maxResults }) },
  { member: "filters", least: 0, most: 10, body: (size) => ({ filters: many(size, () => ({ file: {} })) }) },
  { member: "filters[0].file.fileArn", least: 1, most: 500, body: (size) => one({ file: { fileArn: long(size) } }) },
  {
    member: "filters[0].contact.contactArn",
    least: 1,
    most: 500,
    body: (size) => one({ contact: { contactArn: long(size) } }),
  },
  {
    member: "filters[0].contact.channel",
    least: 0,
    most: 3,
    body: (size) => one({ contact: { channel: many(size, () => "VOICE") } }),
  },
  {
    member: "filters[0].contact.channel[0]",
    least: 1,
    most: 100,
    body: (size) => one({ contact: { channel: [long(size)] } }),
  },
  { member: "filters[0].sla.name", least: 1, most: 500, body: (size) => one({ sla: { name: long(size) } }) },
  {
    member: "filters[0].connectCase.caseId",
    least: 1,
    most: 500,
    body: (size) => one({ connectCase: { caseId: long(size) } }),
  },
  {
    member: "filters[0].custom.fields.andAll",
    least: 0,
    most: 10,
    body: (size) => custom({ andAll: many(size, () => leaf) }),
  },
  {
    member: "filters[0].custom.fields.orAll",
    least: 0,
    most: 10,
    body: (size) => custom({ orAll: many(size, () => leaf) }),
  },
  {
    member: "filters[0].custom.fields.not.orAll",
    least: 0,
    most: 10,
    body: (size) => custom({ not: { orAll: many(size, () => leaf) } }),
  },
  {
    member: "filters[0].custom.fields.field.contains.id",
    least: 1,
    most: 500,
    body: (size) => custom({ field: { contains: text(long(size), "v") } }),
  },
  {
    member: "filters[0].custom.fields.field.lessThan.value.stringValue",
    least: 0,
    most: 4100,
    body: (size) => custom({ field: { lessThan: text("f", long(size)) } }),
  },
];

describe.each(SEARCHES)("the limits of %s", (path) => {
  it.each(allowed(LIMITS))("allow %s of %i", async (_, __, body) => {
    const { post } = await onTheWire();
    expect((await post(path, body)).status).toBe(200);
  });

  it.each(refused(LIMITS))("refuse %s of %i", async (member, _, body) => {
    const { post } = await onTheWire();
    expectRefusal(await post(path, body), member);
  });

  it.each([
    ["a filter of nothing", one({}), "filters[0]"],
    ["a filter of two members", one({ file: {}, comment: {} }), "filters[0]"],
    ["a second filter that nobody knows", { filters: [{ file: {} }, { voucher: {} }] }, "filters[1]"],
    ["a filter that is a text", one({ sla: "Active" }), "filters[0].sla"],
    ["a channel that is a text", one({ contact: { channel: "VOICE" } }), "filters[0].contact.channel"],
    ["a channel of null", one({ contact: { channel: [null] } }), "filters[0].contact.channel[0]"],
    ["a blank name of an SLA", one({ sla: { name: " " } }), "filters[0].sla.name"],
    ["a status that nobody knows", one({ sla: { status: "Late" } }), "filters[0].sla.status"],
    ["a status in small letters", one({ sla: { status: "active" } }), "filters[0].sla.status"],
    ["custom fields of nothing", custom({}), "filters[0].custom.fields"],
    ["a tag among custom fields", custom({ tag: { equalTo: { key: "k" } } }), "filters[0].custom.fields"],
    ["custom fields compared with no value", custom({ field: { equalTo: { id: "f" } } }), "field.equalTo.value"],
  ])("refuse %s, and name the member", async (_, body, member) => {
    const { post } = await onTheWire();
    expectRefusal(await post(path, body), member);
  });
});
