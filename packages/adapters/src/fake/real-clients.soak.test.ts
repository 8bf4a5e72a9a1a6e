import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeConnect, type Dataset, type FakeServer } from "./index.ts";
import { CLIENT_ENV, HAS_BOTO3, HAS_CLI } from "./real-clients.test-support.ts";

const run = promisify(execFile);

/** Every operation, through paginators where boto3 has them, and two errors. Prints what it saw. */
const PYTHON = `
import boto3, json, sys
url, domain, instance = sys.argv[1:]
cases = boto3.client("connectcases", endpoint_url=url)
connect = boto3.client("connect", endpoint_url=url)
seen = {"domains": [d["domainId"] for d in cases.list_domains(maxResults=10)["domains"]]}
seen["created"] = cases.get_domain(domainId=domain)["createdTime"].timestamp()
found = [c["caseId"] for p in cases.get_paginator("search_cases").paginate(domainId=domain) for c in p["cases"]]
seen["cases"] = len(set(found))
token, items = {}, []
while token is not None:
    page = cases.search_all_related_items(domainId=domain, filters=[{"file": {}}],
        sorts=[{"sortProperty": "AssociationTime", "sortOrder": "Asc"}], **token)
    items += page["relatedItems"]
    token = {"nextToken": page["nextToken"]} if "nextToken" in page else None
seen["inOrder"] = items == sorted(items, key=lambda item: item["associationTime"])
by_case = {}
for item in items:
    by_case.setdefault(item["caseId"], []).append(item["content"]["file"]["fileArn"].split("/file/")[1])
arn = cases.get_domain(domainId=domain)["domainArn"] + "/case/"
files, errors, in_cases = {}, [], 0
for case, ids in by_case.items():
    pages = cases.get_paginator("search_related_items").paginate(domainId=domain, caseId=case, filters=[{"file": {}}])
    in_cases += sum(len(page["relatedItems"]) for page in pages)
    answer = connect.batch_get_attached_file_metadata(InstanceId=instance, AssociatedResourceArn=arn + case, FileIds=ids)
    files.update({f["FileId"]: f for f in answer["Files"]})
    errors += [e["FileId"] for e in answer["Errors"]]
seen.update(asked=len(items), inCases=in_cases, names={id: f["FileName"] for id, f in files.items()}, errors=errors)
def refused(call):
    try: call()
    except Exception as e: return [type(e).__name__, e.response["Error"]["Message"]]
seen["notFound"] = refused(lambda: cases.get_domain(domainId="nope"))
seen["invalid"] = refused(lambda: connect.batch_get_attached_file_metadata(
    InstanceId=instance, AssociatedResourceArn="nope", FileIds=["f"]))
print(json.dumps(seen))
`;

describe("real AWS clients talk to the fake", () => {
  const fake = createFakeConnect();
  let dataset: Dataset;
  let server: FakeServer;
  beforeAll(async () => {
    dataset = fake.seed({ seed: 5, cases: 120 });
    server = await fake.listen();
  });
  afterAll(() => server.close());

  it.skipIf(!HAS_BOTO3)("boto3 (skipped unless python3 has a boto3 of October 2025 or later)", async () => {
    const { domainId, instanceId } = dataset;
    const { stdout } = await run("python3", ["-c", PYTHON, server.url, domainId, instanceId], { env: CLIENT_ENV });
    const truth = [...fake.state.truth()];
    expect(JSON.parse(stdout)).toEqual({
      domains: [domainId],
      created: Date.UTC(2025, 0, 1) / 1000,
      cases: 120,
      inOrder: true,
      asked: dataset.files,
      inCases: dataset.files,
      names: Object.fromEntries(
        truth.flatMap(({ reference, file }) => (file === undefined ? [] : [[reference.fileId, file.FileName]])),
      ),
      errors: truth.filter(({ expected }) => expected === "refused").map(({ reference }) => reference.fileId),
      notFound: ["ResourceNotFoundException", "The domain nope does not exist."],
      invalid: ["InvalidRequestException", "AssociatedResourceArn must be a valid ARN"],
    });
  });

  it.skipIf(!HAS_CLI)("the AWS CLI (skipped unless aws is one of October 2025 or later)", async () => {
    const { domainId, instanceId } = dataset;
    const aws = async (...args: readonly string[]): Promise<unknown> => {
      const all = ["--endpoint-url", server.url, "--output", "json", ...args];
      return JSON.parse((await run("aws", all, { env: CLIENT_ENV })).stdout);
    };
    const [first] = fake.state.truth();
    if (first?.file === undefined) throw new Error("the dataset begins with an odd file");
    const { associatedResourceArn, fileId } = first.reference;
    const caseId = associatedResourceArn.split("/case/")[1] ?? "";
    const inDomain = ["--domain-id", domainId];
    const answers = {
      cases: await aws("connectcases", "search-cases", ...inDomain, "--query", "length(cases)"),
      inCase: await aws(
        ...["connectcases", "search-related-items", ...inDomain, "--case-id", caseId, "--filters", '[{"file":{}}]'],
        ...["--query", "relatedItems[].relatedItemId"],
      ),
      batch: await aws(
        ...["connect", "batch-get-attached-file-metadata", "--instance-id", instanceId],
        ...["--associated-resource-arn", associatedResourceArn, "--file-ids", fileId, "unheard-of"],
      ),
    };
    expect(answers).toEqual({
      cases: 120,
      inCase: expect.arrayContaining([`file-${fileId}`]),
      batch: {
        Files: [JSON.parse(JSON.stringify(first.file))],
        Errors: [expect.objectContaining({ FileId: "unheard-of" })],
      },
    });
    await expect(aws("connectcases", "get-domain", "--domain-id", "nope")).rejects.toMatchObject({
      stderr: expect.stringContaining("(ResourceNotFoundException)"),
    });
  });
});
