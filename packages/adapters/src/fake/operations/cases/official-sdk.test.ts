import {
  ConnectCasesClient,
  type ConnectCasesServiceException,
  CreateCaseCommand,
  CreateRelatedItemCommand,
  type CreateRelatedItemCommandInput,
  SearchAllRelatedItemsCommand,
  SearchCasesCommand,
} from "@aws-sdk/client-connectcases";
import { expect, it, onTestFinished } from "vitest";
import { CASE_ARN, INSTANCE_ARN, NOW, onTheWire } from "../../http/on-the-wire.test-support.ts";
import { PROFILE_ARN } from "./new-case.test-support.ts";

type NewItem = Pick<CreateRelatedItemCommandInput, "type" | "content">;

async function connected() {
  const wire = await onTheWire();
  const client = new ConnectCasesClient({
    endpoint: wire.server.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "x", secretAccessKey: "y" },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return { ...wire, client };
}

it("the official SDK creates a case, and finds it by its fields", async () => {
  const { client } = await connected();
  const { caseId } = await client.send(
    new CreateCaseCommand({
      domainId: "d-1",
      templateId: "t",
      fields: [
        { id: "customer_id", value: { stringValue: PROFILE_ARN } },
        { id: "title", value: { stringValue: "Lost parcel" } },
        { id: "price", value: { doubleValue: 1.5 } },
      ],
      performedBy: { customEntity: "import bot" },
      tags: { team: "claims" },
    }),
  );
  const { cases, totalCount } = await client.send(
    new SearchCasesCommand({
      domainId: "d-1",
      searchTerm: "parcel",
      filter: {
        andAll: [
          { tag: { equalTo: { key: "team" } } },
          { field: { lessThan: { id: "price", value: { doubleValue: 2 } } } },
        ],
      },
      sorts: [{ fieldId: "created_datetime", sortOrder: "Desc" }],
      fields: [{ id: "price" }, { id: "status" }],
    }),
  );
  expect(totalCount).toBe(1);
  expect(cases).toEqual([
    {
      caseId,
      templateId: "t",
      fields: [
        { id: "price", value: { doubleValue: 1.5 } },
        { id: "status", value: { stringValue: "open" } },
      ],
      tags: { team: "claims" },
    },
  ]);
});

it("the official SDK relates items of every type, and reads them back", async () => {
  const { client, fake } = await connected();
  fake.state.files.put("i-1", "f", CASE_ARN, { FileId: "f" });
  const contactArn = `${INSTANCE_ARN}/contact/k`;
  const price = { id: "price", value: { doubleValue: 1.5 } };
  const items: NewItem[] = [
    { type: "Comment", content: { comment: { body: "hello", contentType: "Text/Plain" } } },
    { type: "File", content: { file: { fileArn: `${INSTANCE_ARN}/file/f` } } },
    { type: "Contact", content: { contact: { contactArn } } },
    { type: "ConnectCase", content: { connectCase: { caseId: "c-1" } } },
    { type: "Custom", content: { custom: { fields: [price] } } },
    { type: "Sla", content: { sla: { slaInputConfiguration: { name: "s", type: "CaseField", targetSlaMinutes: 1 } } } },
  ];
  for (const item of items) {
    await client.send(new CreateRelatedItemCommand({ domainId: "d-1", caseId: "c-1", ...item }));
  }
  const { relatedItems } = await client.send(new SearchAllRelatedItemsCommand({ domainId: "d-1" }));
  expect(relatedItems?.map((item) => item?.type)).toEqual(items.map(({ type }) => type));
  expect(relatedItems?.map((item) => item?.content)).toEqual([
    ...items.slice(0, 2).map(({ content }) => content),
    { contact: { contactArn, channel: "VOICE", connectedToSystemTime: new Date(NOW) } },
    ...items.slice(3, 5).map(({ content }) => content),
    {
      sla: {
        slaConfiguration: {
          name: "s",
          type: "CaseField",
          status: "Active",
          targetTime: new Date("2026-11-01T00:01:00Z"),
        },
      },
    },
  ]);
});

it("the official SDK knows the errors of creating by their names", async () => {
  const { client, fake } = await connected();
  const place = { domainId: "d-1", caseId: "c-1" };
  const comment = { comment: { body: "hello", contentType: "Text/Plain" as const } };
  const name = (input: Partial<CreateRelatedItemCommandInput>): Promise<unknown> =>
    client
      .send(new CreateRelatedItemCommand({ ...place, type: "Comment", content: comment, ...input }))
      .catch((error: ConnectCasesServiceException) => [error.name, error.$metadata.httpStatusCode]);
  expect(await name({ type: "File" })).toEqual(["ValidationException", 400]);
  expect(await name({ caseId: "c-9" })).toEqual(["ResourceNotFoundException", 404]);
  const domain = fake.state.domain("d-1");
  const held = { caseId: "c-1", type: "Comment", associationTime: 0, content: comment };
  for (let index = 0; index < 200; index += 1) domain.addItem({ relatedItemId: `r-${index}`, ...held });
  expect(await name({})).toEqual(["ServiceQuotaExceededException", 402]);
});
