import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ContactCentre, createFakeConnect, type FakeConnect } from "./index.ts";
import { CLIENT_ENV, HAS_BOTO3, HAS_CLI } from "./real-clients.test-support.ts";

const run = promisify(execFile);
const GUIDE = readFileSync(new URL("../../../../docs/fake.md", import.meta.url), "utf8");
const CLI_LINES =
  [...GUIDE.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, lines = ""]) => lines)
    .find((lines) => lines.startsWith("DOMAIN=")) ?? "";
const [, SNIPPET = ""] = /```python\n([\s\S]*?)```/.exec(GUIDE) ?? [];

async function served(): Promise<{
  fake: FakeConnect;
  centre: ContactCentre;
  env: Record<string, string | undefined>;
}> {
  const fake = createFakeConnect();
  const centre = fake.contactCentre();
  const { url } = await fake.listen().then((server) => {
    onTestFinished(() => server.close());
    return server;
  });
  return { fake, centre, env: { ...CLIENT_ENV, AWS_ENDPOINT_URL_CONNECT: url, AWS_ENDPOINT_URL_CONNECTCASES: url } };
}

/** By the guide's own settings, which are all in the environment. */
describe("a file's whole life, by environment alone", () => {
  it.skipIf(!HAS_BOTO3)(
    "through boto3, as the guide shows it (skipped where python3 has no boto3 that knows it)",
    async () => {
      expect(SNIPPET).toContain("start_attached_file_upload");
      const { fake, centre, env } = await served();
      const { stdout } = await run("python3", ["-c", SNIPPET], { env: { ...env, INSTANCE: centre.instanceId } });
      expect(stdout).toBe("APPROVED b'%PDF-1.7 ...'\n");
      expect([...fake.state.truth()]).toEqual([expect.objectContaining({ expected: "retrieved" })]);
    },
  );

  it.skipIf(!HAS_BOTO3)(
    "through boto3, to deletion, rules and every error that an upload can end in (skipped likewise)",
    async () => {
      const { fake, centre, env } = await served();
      const arn = centre.addCase("full").arn;
      for (let file = 0; file < 50; file += 1)
        fake.state.attachFile({ ...centre, caseId: "full", fileId: `f-${file}` });
      const program = `
import boto3, json, sys
connect = boto3.client("connect")
def outcome(arn, **members):
    request = dict(InstanceId=sys.argv[1], AssociatedResourceArn=arn, FileName="a.pdf", FileSizeInBytes=3, FileUseCaseType="ATTACHMENT")
    try: connect.start_attached_file_upload(**{**request, **members}); return "started"
    except Exception as e:
        http = e.response["ResponseMetadata"]["HTTPStatusCode"]
        return [type(e).__name__, http, list((e.response.get("Reason") or {}).values())]
full, free = sys.argv[2], sys.argv[3]
instance = dict(InstanceId=sys.argv[1])
connect.delete_attached_file(**instance, AssociatedResourceArn=full, FileId="f-0")
connect.update_attached_files_configuration(**instance, AttachmentScope="EMAIL", MaximumSizeLimitInBytes=7)
told = connect.describe_attached_files_configuration(**instance, AttachmentScope="EMAIL")["AttachedFilesConfiguration"]
pages = connect.get_paginator("list_attached_files_configurations").paginate(**instance, PaginationConfig={"PageSize": 3})
sizes = [c["MaximumSizeLimitInBytes"] for page in pages for c in page["AttachedFilesConfigurations"]]
print(json.dumps([told["MaximumSizeLimitInBytes"], sizes, outcome(full), outcome(full), outcome(free, FileName="a.exe"), outcome(free, FileSizeInBytes=20971521),
  outcome(free, ClientToken="t"), outcome(free, ClientToken="t"), outcome(free, ClientToken="t", FileSizeInBytes=4)]))
`;
      const { stdout } = await run("python3", ["-c", program, centre.instanceId, arn, centre.addCase("free").arn], {
        env,
      });
      expect(JSON.parse(stdout)).toEqual([
        7,
        [7, 20_971_520, 20_971_520, 20_971_520],
        // One of the fifty was deleted, and one more has room.
        "started",
        ["ServiceQuotaExceededException", 402, ["TOTAL_FILE_COUNT_EXCEEDED"]],
        ["InvalidRequestException", 400, ["INVALID_FILE_TYPE"]],
        ["InvalidRequestException", 400, ["INVALID_FILE_SIZE"]],
        "started",
        "started",
        ["ResourceConflictException", 409, []],
      ]);
    },
  );

  it.skipIf(!HAS_CLI)(
    "is found and told by the guide's lines for the AWS CLI (skipped where there is none)",
    async () => {
      expect(CLI_LINES).toContain("batch-get-attached-file-metadata");
      const { centre, env } = await served();
      centre.addCase().attach("passport.pdf", { fileId: "f-1" });
      const { stdout } = await run("bash", ["-euc", CLI_LINES], { env: { ...env, INSTANCE: centre.instanceId } });
      expect(stdout).toContain('"FileName": "passport.pdf"');
    },
  );

  it.skipIf(!HAS_CLI)("through the AWS CLI (skipped where there is none that knows it)", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fake-cli-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { fake, centre, env } = await served();
    const aws = async (...args: readonly string[]) => {
      const { stdout } = await run("aws", [...args, "--output", "json"], { env });
      return stdout.trim() === "" ? undefined : JSON.parse(stdout);
    };
    const fields = ["title=Window", "customer_id=arn:aws:profile:eu-central-1:111122223333:domains/d/profiles/p"].map(
      (field) => {
        const [id, stringValue] = field.split("=");
        return { id, value: { stringValue } };
      },
    );
    const inDomain = ["--domain-id", centre.domainId];
    const created = await aws(
      ...["connectcases", "create-case", ...inDomain, "--template-id", "t", "--fields", JSON.stringify(fields)],
    );
    const at = ["--instance-id", centre.instanceId, "--associated-resource-arn", created.caseArn];
    const started = await aws(
      ...["connect", "start-attached-file-upload", ...at, "--file-name", "a.txt", "--file-size-in-bytes", "3"],
      ...["--file-use-case-type", "ATTACHMENT", "--tags", "department=claims"],
    );
    const path = join(folder, "a.txt");
    await writeFile(path, "abc");
    const { Url, HeadersToInclude } = started.UploadUrlMetadata;
    const put = await fetch(Url, { method: "PUT", headers: HeadersToInclude, body: await readFile(path) });
    expect(put.status).toBe(200);
    const file = [...at, "--file-id", started.FileId];
    expect(await aws("connect", "complete-attached-file-upload", ...file)).toBeUndefined();
    await aws(
      ...["connectcases", "create-related-item", ...inDomain, "--case-id", created.caseId, "--type", "File"],
      ...["--content", JSON.stringify({ file: { fileArn: started.FileArn } })],
    );
    fake.advanceClock(3000);
    const got = await aws("connect", "get-attached-file", ...file);
    expect(got).toMatchObject({ FileStatus: "APPROVED", Tags: { department: "claims" } });
    expect(await (await fetch(got.DownloadUrlMetadata.Url)).text()).toBe("abc");
    expect([...fake.state.truth()]).toEqual([expect.objectContaining({ expected: "retrieved" })]);
    await aws("connect", "delete-attached-file", ...file);
    expect([...fake.state.truth()]).toEqual([expect.objectContaining({ expected: "refused" })]);
  });
});
