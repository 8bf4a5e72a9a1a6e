import { describe, expect, it } from "vitest";
import { INSTANCE_ARN, type OnTheWire, onTheWire } from "../../http/on-the-wire.test-support.ts";
import { text } from "./new-case.test-support.ts";

const SEARCHES = ["/domains/d-1/related-items-search", "/domains/d-1/cases/c-1/related-items-search"];
const contact = (contactArn: string, channel: string): object => ({ contact: { contactArn, channel } });
const sla = (name: string, status: string): object => ({ sla: { slaConfiguration: { name, status } } });
const custom = (...fields: object[]): object => ({ custom: { fields } });
const number = (id: string, doubleValue: number): object => ({ id, value: { doubleValue } });

/** By the id that each has as a related item. */
const CONTENTS: Readonly<Record<string, readonly [type: string, content: object]>> = {
  comment: ["Comment", { comment: { body: "hello", contentType: "Text/Plain" } }],
  call: ["Contact", contact("k-1", "VOICE")],
  chat: ["Contact", contact("k-2", "CHAT")],
  mail: ["Contact", contact("k-3", "EMAIL")],
  f: ["File", { file: { fileArn: `${INSTANCE_ARN}/file/f` } }],
  g: ["File", { file: { fileArn: `${INSTANCE_ARN}/file/g` } }],
  early: ["Sla", sla("first answer", "Met")],
  late: ["Sla", sla("first answer", "Overdue")],
  other: ["Sla", sla("solution", "Active")],
  twin: ["ConnectCase", { connectCase: { caseId: "c-7" } }],
  cheap: ["Custom", custom(text("booking", "B-7"), number("price", 10))],
  dear: ["Custom", custom(text("booking", "B-8"), number("price", 200))],
  odd: ["Custom", { custom: { fields: "none" } }],
};
const idsOf = (type: string): string[] => Object.keys(CONTENTS).filter((id) => CONTENTS[id]?.[0] === type);

async function furnished(): Promise<OnTheWire> {
  const wire = await onTheWire();
  for (const [relatedItemId, [type, content]] of Object.entries(CONTENTS)) {
    wire.fake.state
      .domain("d-1")
      .addItem({ relatedItemId, caseId: "c-1", type, associationTime: 0, content: { ...content } });
  }
  return wire;
}

const byFields = (fields: object): object[] => [{ custom: { fields } }];
const cheap = { field: { lessThan: number("price", 100) } };
const booked = (part: string): object => ({ field: { contains: text("booking", part) } });

describe("a filter for related items", () => {
  it.each([
    ["every comment", [{ comment: {} }], idsOf("Comment")],
    ["every contact", [{ contact: {} }], idsOf("Contact")],
    ["every file", [{ file: {} }], idsOf("File")],
    ["every SLA", [{ sla: {} }], idsOf("Sla")],
    ["every connected case", [{ connectCase: {} }], idsOf("ConnectCase")],
    ["every custom item", [{ custom: {} }], idsOf("Custom")],
    ["contacts of a channel", [{ contact: { channel: ["CHAT"] } }], ["chat"]],
    ["contacts of either channel", [{ contact: { channel: ["CHAT", "VOICE"] } }], ["call", "chat"]],
    ["contacts of any channel, where it lists none", [{ contact: { channel: [] } }], idsOf("Contact")],
    ["one contact", [{ contact: { contactArn: "k-2" } }], ["chat"]],
    ["no contact, where the channel is another's", [{ contact: { contactArn: "k-2", channel: ["VOICE"] } }], []],
    ["one file", [{ file: { fileArn: `${INSTANCE_ARN}/file/g` } }], ["g"]],
    ["SLAs of a name", [{ sla: { name: "first answer" } }], ["early", "late"]],
    ["SLAs of a status", [{ sla: { status: "Active" } }], ["other"]],
    ["SLAs of a name and a status", [{ sla: { name: "first answer", status: "Met" } }], ["early"]],
    ["one connected case", [{ connectCase: { caseId: "c-7" } }], ["twin"]],
    ["no connected case", [{ connectCase: { caseId: "c-8" } }], []],
    ["custom items by a field", byFields(cheap), ["cheap"]],
    ["custom items by what a field is not", byFields({ not: cheap }), ["dear", "odd"]],
    ["custom items by all", byFields({ andAll: [booked("b-"), { not: cheap }] }), ["dear"]],
    ["custom items by any", byFields({ orAll: [booked("8"), cheap] }), ["cheap", "dear"]],
    [
      "what either of two filters takes",
      [{ contact: { channel: ["EMAIL"] } }, { sla: { status: "Met" } }],
      ["mail", "early"],
    ],
    ["everything, where there is none", [], Object.keys(CONTENTS)],
  ])("takes %s", async (_, filters, expected) => {
    const { post } = await furnished();
    for (const path of SEARCHES) {
      const { body } = await post(path, { filters });
      const { relatedItems } = body as { relatedItems: { relatedItemId: string }[] };
      expect(relatedItems.map(({ relatedItemId }) => relatedItemId)).toEqual(expected);
    }
  });

  it("asked with another one, a search over the domain answers anew", async () => {
    const { post } = await furnished();
    const count = async (filters: unknown): Promise<number> => {
      const { body } = await post("/domains/d-1/related-items-search", { filters });
      return (body as { relatedItems: unknown[] }).relatedItems.length;
    };
    const files = [{ file: {} }];
    expect([await count(files), await count([{ sla: {} }]), await count(files)]).toEqual([2, 3, 2]);
  });
});
