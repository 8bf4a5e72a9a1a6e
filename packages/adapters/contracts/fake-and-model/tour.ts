import * as connect from "@aws-sdk/client-connect";
import * as cases from "@aws-sdk/client-connectcases";

export interface Tour {
  readonly endpoint: string;
  readonly instanceId: string;
  readonly domainId: string;
}

const USER = "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a-1";
/** A value of each kind. */
const FIELDS: cases.FieldValue[] = [
  { id: "amount", value: { doubleValue: 12.5 } },
  { id: "urgent", value: { booleanValue: true } },
  { id: "note", value: { emptyValue: {} } },
  { id: "owner", value: { userArnValue: USER } },
];
const CUSTOMER = "arn:aws:profile:eu-central-1:111122223333:domains/d/profiles/p";

/**
 * Leads the official SDK through every operation that the fake serves, with every member that their models have: files
 * from their start to their end, and cases with related items of every kind.
 *
 * @returns the bytes that were downloaded at the end.
 */
export async function leadOfficialSdkThrough({ endpoint, instanceId, domainId }: Tour): Promise<string> {
  const client = {
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  };
  const files = new connect.ConnectClient(client);
  const domains = new cases.ConnectCasesClient(client);
  try {
    const claim = await createCases(domains, domainId);
    const { caseId = "", caseArn = "" } = claim;
    const at = { InstanceId: instanceId, AssociatedResourceArn: caseArn };
    const contactArn = `arn:aws:connect:eu-central-1:111122223333:instance/${instanceId}/contact/ct-1`;
    await changeRules(files, instanceId);
    const file = await upload(files, at);
    await relate(domains, domainId, caseId, file.FileArn ?? "", contactArn);
    await search(domains, domainId, caseId, file.FileArn ?? "", contactArn);
    await files.send(
      new connect.CreateAttachedFileCommand({
        ...{ InstanceId: instanceId, AssociatedResourceArn: contactArn },
        ...{ FileUseCaseType: "VOICE_RECORDING", FileSourceUri: "s3://recordings/call.wav", Tags: { k: "v" } },
      }),
    );
    return await download(files, at, file.FileId ?? "");
  } finally {
    files.destroy();
    domains.destroy();
  }
}

async function changeRules(client: connect.ConnectClient, InstanceId: string): Promise<void> {
  const scope = { InstanceId, AttachmentScope: "CASE" } as const;
  const ExtensionConfiguration = { AllowedExtensions: [{ Extension: "pdf" }] };
  await client.send(
    new connect.UpdateAttachedFilesConfigurationCommand({
      ...scope,
      ...{ MaximumSizeLimitInBytes: 1000, ExtensionConfiguration },
    }),
  );
  await client.send(new connect.DescribeAttachedFilesConfigurationCommand(scope));
  const first = new connect.ListAttachedFilesConfigurationsCommand({ InstanceId, MaxResults: 3 });
  const { NextToken } = await client.send(first);
  await client.send(new connect.ListAttachedFilesConfigurationsCommand({ InstanceId, NextToken }));
}

type Where = { readonly InstanceId: string; readonly AssociatedResourceArn: string };

async function upload(client: connect.ConnectClient, at: Where): Promise<connect.StartAttachedFileUploadResponse> {
  const started = await client.send(
    new connect.StartAttachedFileUploadCommand({
      ...at,
      ...{ FileName: "passport.pdf", FileSizeInBytes: 3, FileUseCaseType: "ATTACHMENT", UrlExpiryInSeconds: 60 },
      ...{ CreatedBy: { ConnectUserArn: USER }, Tags: { department: "claims" } },
    }),
  );
  const { Url = "", HeadersToInclude = {} } = started.UploadUrlMetadata ?? {};
  const put = await fetch(Url, { method: "PUT", body: "abc", headers: HeadersToInclude });
  if (!put.ok) throw new Error(await put.text());
  await client.send(new connect.CompleteAttachedFileUploadCommand({ ...at, FileId: started.FileId }));
  return started;
}

async function download(client: connect.ConnectClient, at: Where, FileId: string): Promise<string> {
  const second = await client.send(
    new connect.StartAttachedFileUploadCommand({
      ...{ ...at, FileName: "b.pdf", FileSizeInBytes: 3, FileUseCaseType: "ATTACHMENT" },
    }),
  );
  const FileIds = [FileId, second.FileId ?? "", "unheard-of"];
  await client.send(new connect.BatchGetAttachedFileMetadataCommand({ ...at, FileIds }));
  await client.send(new connect.GetAttachedFileCommand({ ...at, FileId: second.FileId }));
  const file = await client.send(new connect.GetAttachedFileCommand({ ...at, FileId, UrlExpiryInSeconds: 30 }));
  const bytes = await (await fetch(file.DownloadUrlMetadata?.Url ?? "")).text();
  await client.send(new connect.DeleteAttachedFileCommand({ ...at, FileId }));
  return bytes;
}

async function createCases(client: cases.ConnectCasesClient, domainId: string): Promise<cases.CreateCaseResponse> {
  const { nextToken } = await client.send(new cases.ListDomainsCommand({ maxResults: 1 }));
  await client.send(new cases.ListDomainsCommand({ nextToken }));
  await client.send(new cases.GetDomainCommand({ domainId }));
  const fields = [
    { id: "title", value: { stringValue: "Broken window" } },
    { id: "customer_id", value: { stringValue: CUSTOMER } },
    ...FIELDS,
  ];
  const tags = { department: "claims" };
  await client.send(
    new cases.CreateCaseCommand({ ...{ domainId, templateId: "t", fields }, performedBy: { userArn: USER } }),
  );
  return client.send(
    new cases.CreateCaseCommand({
      ...{ domainId, templateId: "t", fields, tags, clientToken: "once" },
      performedBy: { customEntity: "importer" },
    }),
  );
}

async function relate(
  client: cases.ConnectCasesClient,
  domainId: string,
  caseId: string,
  fileArn: string,
  contactArn: string,
): Promise<void> {
  const sla = {
    ...{ name: "answer", type: "CaseField", targetSlaMinutes: 60, fieldId: "status" },
    targetFieldValues: [{ stringValue: "closed" }],
  } as const;
  const items = [
    { type: "File", content: { file: { fileArn } }, performedBy: { userArn: USER } },
    { type: "Comment", content: { comment: { body: "Called.", contentType: "Text/Plain" } } },
    { type: "Contact", content: { contact: { contactArn } }, performedBy: { customEntity: "importer" } },
    { type: "Sla", content: { sla: { slaInputConfiguration: sla } } },
    { type: "ConnectCase", content: { connectCase: { caseId } } },
    { type: "Custom", content: { custom: { fields: [{ id: "order", value: { stringValue: "7" } }, ...FIELDS] } } },
  ] as const;
  for (const item of items) {
    await client.send(
      new cases.CreateRelatedItemCommand({ domainId, caseId, ...item } as cases.CreateRelatedItemRequest),
    );
  }
}

async function search(
  client: cases.ConnectCasesClient,
  domainId: string,
  caseId: string,
  fileArn: string,
  contactArn: string,
): Promise<void> {
  const filters = [
    { file: { fileArn } },
    { comment: {} },
    { contact: { contactArn, channel: ["CHAT", "EMAIL", "VOICE"] } },
    { sla: { name: "answer", status: "Active" } },
    { connectCase: { caseId } },
    { custom: { fields: { field: { equalTo: { id: "order", value: { stringValue: "7" } } } } } },
  ] as cases.RelatedItemTypeFilter[];
  const inCase = { domainId, caseId, filters };
  await client.send(new cases.SearchRelatedItemsCommand(inCase));
  const page = await client.send(new cases.SearchRelatedItemsCommand({ domainId, caseId, maxResults: 3 }));
  await client.send(new cases.SearchRelatedItemsCommand({ domainId, caseId, nextToken: page.nextToken }));
  const inDomain = {
    domainId,
    sorts: [
      { sortProperty: "AssociationTime", sortOrder: "Desc" },
      { sortProperty: "CaseId", sortOrder: "Asc" },
    ],
  } as const;
  await client.send(new cases.SearchAllRelatedItemsCommand({ ...inDomain, sorts: [...inDomain.sorts], filters }));
  const all = { ...inDomain, sorts: [...inDomain.sorts], maxResults: 3 };
  const { nextToken } = await client.send(new cases.SearchAllRelatedItemsCommand(all));
  await client.send(new cases.SearchAllRelatedItemsCommand({ ...all, nextToken }));
  const fields = ["title", "amount", "urgent", "note", "owner"].map((id) => ({ id }));
  const wanted = {
    domainId,
    ...{
      searchTerm: "window",
      fields,
      maxResults: 1,
      sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" as const }],
    },
    filter: {
      andAll: [
        { field: { equalTo: { id: "urgent", value: { booleanValue: true } } } },
        { orAll: [{ field: { greaterThan: { id: "amount", value: { doubleValue: 1 } } } }] },
        { not: { tag: { equalTo: { key: "department", value: "billing" } } } },
      ],
    },
  };
  const some = await client.send(new cases.SearchCasesCommand(wanted));
  await client.send(new cases.SearchCasesCommand({ ...wanted, nextToken: some.nextToken }));
}
