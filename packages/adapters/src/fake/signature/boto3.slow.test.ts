import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { createFakeConnect } from "../index.ts";

const run = promisify(execFile);

/** Nothing of this machine's own AWS settings: a client that missed the fake must reach nothing. */
const ENV = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
  PYTHONUTF8: "1",
};
const KNOWS_SEARCH =
  "import boto3; c = boto3.client('connectcases', region_name='eu-central-1'); c.search_all_related_items";
const HAS_BOTO3 = spawnSync("python3", ["-c", KNOWS_SEARCH], { env: ENV, timeout: 60_000 }).status === 0;

/** Asks with each set of credentials, and presigns; prints what it heard. */
const PYTHON = `
import boto3, json, sys, urllib.error, urllib.request
from botocore.config import Config
url, asked = sys.argv[1], json.loads(sys.argv[2])
def heard(call):
    try: return call()
    except Exception as e:
        return e.response["Error"]["Code"]
def clients(keys):
    config = Config(retries={"total_max_attempts": 1})
    return [boto3.client(s, endpoint_url=url, region_name="eu-central-1", config=config,
        aws_access_key_id=keys["accessKeyId"], aws_secret_access_key=keys["secretAccessKey"],
        aws_session_token=keys.get("sessionToken")) for s in ("connect", "connectcases")]
said = {}
for name, keys in asked["keys"].items():
    connect, cases = clients(keys)
    said[name] = [
        heard(lambda: [f["FileId"] for f in connect.batch_get_attached_file_metadata(InstanceId="i-1",
            AssociatedResourceArn=asked["arn"], FileIds=["f-1"])["Files"]]),
        heard(lambda: len(cases.list_domains(maxResults=10)["domains"])),
        heard(lambda: len(cases.search_all_related_items(domainId="d-1")["relatedItems"]))]
connect, cases = clients(asked["keys"]["right"])
said["odd"] = [heard(lambda: [f["FileId"] for f in connect.batch_get_attached_file_metadata(InstanceId=id,
    AssociatedResourceArn=asked["arn"], FileIds=["f-1"])["Files"]]) for id in asked["ids"]]
link = cases.generate_presigned_url("get_domain", Params={"domainId": "d-1"}, ExpiresIn=900)
def post(link):
    try: return urllib.request.urlopen(urllib.request.Request(link, method="POST")).status
    except urllib.error.HTTPError as e: return e.headers["x-amzn-ErrorType"]
said["presigned"] = [post(link), post(link.replace("d-1", "d-2"))]
print(json.dumps(said))
`;

it.skipIf(!HAS_BOTO3)(
  "takes what boto3 signs (skipped unless python3 has a boto3 of October 2025 or later)",
  async () => {
    const right = { accessKeyId: "AKIAREPORTER", secretAccessKey: "se/cret+key=" };
    const role = { accessKeyId: "ASIAROLE", secretAccessKey: "of the role", sessionToken: "to/k+en==" };
    const ids = ["a b", "ü€😀", "a+b", "a%2Fb", "a/b", "~tilde", "st*r", "it's(!)", "a&b=c?d#e", "a:b@c,d;e$f", "%"];
    const fake = createFakeConnect({ credentials: [right, role] });
    fake.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
    for (const instanceId of ["i-1", ...ids]) {
      fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId, fileId: "f-1" });
    }
    const server = await fake.listen();
    onTestFinished(() => server.close());
    const keys = {
      right,
      role,
      wrongKey: { ...right, accessKeyId: "AKIAOTHER" },
      wrongSecret: { ...right, secretAccessKey: "wrong" },
      wrongToken: { ...role, sessionToken: "wrong" },
    };
    const asked = JSON.stringify({ keys, ids, arn: "arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-1" });
    const { stdout } = await run("python3", ["-c", PYTHON, server.url, asked], { env: ENV });
    const items = 1 + ids.length;
    expect(JSON.parse(stdout)).toEqual({
      right: [["f-1"], 1, items],
      role: [["f-1"], 1, items],
      wrongKey: Array(3).fill("UnrecognizedClientException"),
      wrongSecret: Array(3).fill("InvalidSignatureException"),
      wrongToken: Array(3).fill("UnrecognizedClientException"),
      odd: ids.map(() => ["f-1"]),
      presigned: [200, "InvalidSignatureException"],
    });
  },
);
