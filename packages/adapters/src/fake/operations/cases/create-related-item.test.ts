import { describe, expect, it } from "vitest";
import {
  type Answer,
  CASE_ARN,
  INSTANCE_ARN,
  NOW,
  type OnTheWire,
  onTheWire,
} from "../../http/on-the-wire.test-support.ts";
import { text } from "./new-case.test-support.ts";

const ITEMS = "/domains/d-1/cases/c-1/related-items/";
const IN_CASE = "/domains/d-1/cases/c-1/related-items-search";
const IN_DOMAIN = "/domains/d-1/related-items-search";
const COMMENT = { type: "Comment", content: { comment: { body: "hello", contentType: "Text/Plain" } } };
const FILE_ARN = `${INSTANCE_ARN}/file/f`;
const CONTACT_ARN = `${INSTANCE_ARN}/contact/k`;
const FILE = { type: "File", content: { file: { fileArn: FILE_ARN } } };
const FIELDS = [text("booking", "B-7"), { id: "price", value: { doubleValue: 12.5 } }];
const idOf = ({ body }: Answer): string => (body as { relatedItemId: string }).relatedItemId;

/** A case with an uploaded file, which nobody has related to it yet. */
async function withFile(): Promise<OnTheWire> {
  const wire = await onTheWire();
  wire.fake.state.files.put("i-1", "f", CASE_ARN, { FileId: "f" });
  wire.fake.state.addCase("d-1", "c-2");
  return wire;
}

function sla(more: object = {}): object {
  const slaInputConfiguration = { name: "first answer", type: "CaseField", targetSlaMinutes: 90, ...more };
  return { type: "Sla", content: { sla: { slaInputConfiguration } } };
}
const SLA = { name: "first answer", type: "CaseField", status: "Active", targetTime: "2026-11-01T01:30:00.000Z" };
const CONTACT = { contactArn: CONTACT_ARN, channel: "VOICE", connectedToSystemTime: NOW };
const TARGET = { fieldId: "status", targetFieldValues: [{ stringValue: "closed" }] };

describe("CreateRelatedItem", () => {
  it.each([
    ["with the slash at its end, as the model has it", ITEMS],
    ["without", ITEMS.slice(0, -1)],
  ])("answers the new item's id and ARN, and nothing else, %s", async (_, path) => {
    const { post } = await withFile();
    const answer = await post(path, COMMENT);
    const relatedItemId = idOf(answer);
    expect(answer.status).toBe(200);
    expect(relatedItemId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).toEqual({ relatedItemId, relatedItemArn: `${CASE_ARN}/related-item/${relatedItemId}` });
  });

  it.each([`${ITEMS}/`, `${ITEMS}x`, "/domains-list/", "/domains/d-1/"])("is not reached at %s", async (path) => {
    const { post } = await withFile();
    expect((await post(path, COMMENT)).status).toBe(404);
  });

  it.each([
    ["a comment", COMMENT, COMMENT.content],
    ["a file", FILE, FILE.content],
    ["a contact", { type: "Contact", content: { contact: { contactArn: CONTACT_ARN } } }, { contact: CONTACT }],
    [
      "a case",
      { type: "ConnectCase", content: { connectCase: { caseId: "c-2" } } },
      { connectCase: { caseId: "c-2" } },
    ],
    ["an SLA", sla(), { sla: { slaConfiguration: SLA } }],
    ["an SLA with a target", sla(TARGET), { sla: { slaConfiguration: { ...SLA, ...TARGET } } }],
    ["custom fields", { type: "Custom", content: { custom: { fields: FIELDS } } }, { custom: { fields: FIELDS } }],
  ])("relates %s, which both searches answer with what the model requires", async (_, body, content) => {
    const { post } = await withFile();
    const performedBy = { userArn: `${INSTANCE_ARN}/agent/a` };
    const relatedItemId = idOf(await post(ITEMS, { ...body, performedBy }));
    const item = {
      relatedItemId,
      type: (body as { type: string }).type,
      associationTime: NOW,
      content,
      performedBy,
      tags: {},
    };
    expect((await post(IN_CASE, {})).body).toEqual({ relatedItems: [item] });
    expect((await post(IN_DOMAIN, {})).body).toEqual({ relatedItems: [{ ...item, caseId: "c-1" }] });
  });

  it("relates a file of an instance that the fake does not have, on trust", async () => {
    const { post } = await withFile();
    const fileArn = FILE_ARN.replace("i-1", "elsewhere");
    expect((await post(ITEMS, { type: "File", content: { file: { fileArn } } })).status).toBe(200);
  });

  it("refuses a file that is attached to another case", async () => {
    const { post } = await withFile();
    const { status, headers, body } = await post("/domains/d-1/cases/c-2/related-items/", FILE);
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([400, "ValidationException"]);
    expect(body).toEqual({ message: expect.stringContaining("content.file.fileArn") });
  });

  it.each([
    ["no domain", "/domains/d-9/cases/c-1/related-items/", COMMENT, "d-9", "Domain"],
    ["no case", "/domains/d-1/cases/c-9/related-items/", COMMENT, "c-9", "Case"],
    ["no file", ITEMS, { type: "File", content: { file: { fileArn: `${FILE_ARN}-9` } } }, `${FILE_ARN}-9`, "File"],
    ["no case to connect", ITEMS, { type: "ConnectCase", content: { connectCase: { caseId: "c-9" } } }, "c-9", "Case"],
  ])("says that there is %s", async (_, path, body, resourceId, resourceType) => {
    const { fake, post } = await withFile();
    const answer = await post(path, body);
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([404, "ResourceNotFoundException"]);
    expect(answer.body).toEqual({ message: expect.stringContaining("does not exist"), resourceId, resourceType });
    expect(fake.state.domain("d-1").items).toEqual([]);
  });

  it("answers 402 when a case has 200 items, and still takes one for another case", async () => {
    const { fake, post } = await withFile();
    const domain = fake.state.domain("d-1");
    const held = { caseId: "c-1", type: "Comment", associationTime: 0, content: COMMENT.content };
    for (let index = 0; index < 199; index += 1) domain.addItem({ relatedItemId: `r-${index}`, ...held });
    expect((await post(ITEMS, COMMENT)).status).toBe(200);
    const { status, headers, body } = await post(ITEMS, COMMENT);
    expect([status, headers.get("x-amzn-ErrorType")]).toEqual([402, "ServiceQuotaExceededException"]);
    expect(body).toEqual({ message: expect.stringContaining("200") });
    expect(domain.itemsOfCase("c-1")).toHaveLength(200);
    expect((await post("/domains/d-1/cases/c-2/related-items/", COMMENT)).status).toBe(200);
  });
});
