import { describe, expect, it } from "vitest";
import { CASE_ARN } from "../../http/on-the-wire.test-support.ts";
import { uploadDesk } from "./upload.test-support.ts";

const PLAIN = { FileName: "a.pdf", FileSizeInBytes: 3, FileUseCaseType: "ATTACHMENT" };
const CONTACT = "arn:aws:connect:eu-central-1:111122223333:instance/i-1/contact/ct-1";
const AGENT = "arn:aws:connect:eu-central-1:111122223333:instance/i-1/agent/a-1";
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const MB_20 = 20 * 1024 * 1024;

describe("StartAttachedFileUpload", () => {
  it.each([
    ["the longest name", { FileName: `${"n".repeat(252)}.pdf` }],
    ["a name of 256 characters beyond the first plane", { FileName: `${"𐐷".repeat(252)}.pdf` }],
    ["the smallest file", { FileSizeInBytes: 1 }],
    ["the largest file", { FileSizeInBytes: MB_20 }],
    ["the shortest expiry", { UrlExpiryInSeconds: 5 }],
    ["the longest expiry", { UrlExpiryInSeconds: 300 }],
    ["the longest token", { ClientToken: "t".repeat(500) }],
    ["one tag", { Tags: tags(1) }],
    ["50 tags", { Tags: tags(50) }],
    ["the longest tag", { Tags: { ["k".repeat(128)]: "v".repeat(256) } }],
    ["an empty tag value and a key in any script", { Tags: { "Größe: 大/小_a.b=c+d-e@f": "" } }],
    ["a Connect user", { CreatedBy: { ConnectUserArn: AGENT } }],
    ["an extension in capitals", { FileName: "A.PDF" }],
    ["a file of an email", { FileUseCaseType: "EMAIL_MESSAGE" }],
  ])("takes %s", async (_, members) => {
    const desk = await uploadDesk();
    const { status, body } = await desk.start("abc", members);
    expect([status, body.FileStatus]).toEqual([200, "PROCESSING"]);
  });

  it.each([
    ["no name", { FileName: undefined }, /FileName is required/],
    ["an empty name", { FileName: "" }, /FileName .* 1 to 256/],
    ["a name that is too long", { FileName: `${"n".repeat(253)}.pdf` }, /FileName .* 257/],
    ["no size", { FileSizeInBytes: undefined }, /FileSizeInBytes is required/],
    ["an empty file", { FileSizeInBytes: 0 }, /FileSizeInBytes must be from 1/],
    ["half a byte", { FileSizeInBytes: 1.5 }, /FileSizeInBytes .* whole number/],
    ["a size in words", { FileSizeInBytes: "3" }, /FileSizeInBytes .* whole number/],
    ["no use case", { FileUseCaseType: undefined }, /FileUseCaseType must be one of/],
    ["a use case of recordings", { FileUseCaseType: "VOICE_RECORDING" }, /FileUseCaseType must be one of/],
    ["an expiry that is too short", { UrlExpiryInSeconds: 4 }, /UrlExpiryInSeconds must be from 5 to 300, and is 4/],
    ["an expiry that is too long", { UrlExpiryInSeconds: 301 }, /and is 301/],
    ["a token that is too long", { ClientToken: "t".repeat(501) }, /ClientToken .* 501/],
    ["no tag in Tags", { Tags: {} }, /Tags must have 1 to 50 entries, and has 0/],
    ["51 tags", { Tags: tags(51) }, /and has 51/],
    ["a tag's key that is too long", { Tags: { ["k".repeat(129)]: "v" } }, /key of Tags .* 129/],
    ["an empty tag's key", { Tags: { "": "v" } }, /key of Tags/],
    ["a tag's value that is too long", { Tags: { k: "v".repeat(257) } }, /value of the tag "k" .* 257/],
    ["a tag of AWS's own", { Tags: { "aws:k": "v" } }, /"aws:k"/],
    ["a tag's key with a character too many", { Tags: { "k*": "v" } }, /"k\*"/],
    ["a tag's value that is no text", { Tags: { k: 1 } }, /value of the tag/],
    [
      "a verdict of the scanner that there is not",
      { Tags: { "fake:scan-verdict": "MAYBE" } },
      /one of APPROVED, REJECTED, FAILED/,
    ],
    ["a scan that takes no number", { Tags: { "fake:scan-ms": "soon" } }, /number of milliseconds/],
    ["a tag of the fake's with a slip", { Tags: { "fake:scan-verdikt": "REJECTED" } }, /not "fake:scan-verdikt"/],
    ["tags in a list", { Tags: ["k"] }, /Tags must be a map/],
    ["two creators", { CreatedBy: { ConnectUserArn: AGENT, AWSIdentityArn: AGENT } }, /exactly one member/],
    ["no creator in CreatedBy", { CreatedBy: {} }, /exactly one member/],
    [
      "an identity, which is AWS's to set",
      { CreatedBy: { AWSIdentityArn: AGENT } },
      /AWSIdentityArn is set by the service/,
    ],
    ["a creator of another kind", { CreatedBy: { Ghost: AGENT } }, /no such member/],
    ["a creator that is no ARN", { CreatedBy: { ConnectUserArn: "me" } }, /valid ARN/],
  ])("refuses %s", async (_, members, message) => {
    const desk = await uploadDesk();
    const answer = await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ...members });
    expect([answer.status, answer.error]).toEqual([400, "InvalidRequestException"]);
    expect(answer.body.Message).toMatch(message);
    expect(desk.fake.state.files.count).toBe(0);
  });

  it.each([
    ["a name with a control character", { FileName: "a\u0007.pdf" }, "INVALID_FILE_NAME"],
    ["a name that turns its direction", { FileName: "a\u202Efdp.pdf" }, "INVALID_FILE_NAME"],
    ["an extension that is not allowed", { FileName: "a.exe" }, "INVALID_FILE_TYPE"],
    ["no extension", { FileName: "pdf" }, "INVALID_FILE_TYPE"],
    ["one byte too many", { FileSizeInBytes: MB_20 + 1 }, "INVALID_FILE_SIZE"],
  ])("gives the reason why it refuses %s", async (_, members, reason) => {
    const desk = await uploadDesk();
    const answer = await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ...members });
    expect([answer.status, answer.error]).toEqual([400, "InvalidRequestException"]);
    expect(answer.body.Reason).toEqual({ AttachedFileInvalidRequestExceptionReason: reason });
  });

  it.each([
    ["no resource", "/attached-files/i-1", undefined],
    ["a resource that is no ARN", "/attached-files/i-1", "case c-1"],
    ["a resource of another kind", "/attached-files/i-1", "arn:aws:s3:::bucket"],
    ["a case that is not there", "/attached-files/i-1", CASE_ARN.replace("c-1", "c-2")],
    ["a domain that is not there", "/attached-files/i-1", CASE_ARN.replace("d-1", "d-2")],
    ["a case of another account", "/attached-files/i-1", CASE_ARN.replace("111122223333", "444455556666")],
    ["a contact of another instance", "/attached-files/i-1", CONTACT.replace("i-1", "i-2")],
    ["an instance that is not there", "/attached-files/i-2", CASE_ARN],
    ["an instance id that is too long", `/attached-files/${"i".repeat(101)}`, CASE_ARN],
  ])("refuses %s, having no ResourceNotFoundException", async (_, path, arn) => {
    const desk = await uploadDesk();
    const query: Record<string, string> = arn === undefined ? {} : { associatedResourceArn: arn };
    const answer = await desk.call("PUT", path, PLAIN, query);
    expect([answer.status, answer.error]).toEqual([400, "InvalidRequestException"]);
  });

  it("attaches to an email's contact too", async () => {
    const desk = await uploadDesk();
    const answer = await desk.call("PUT", "/attached-files/i-1", PLAIN, { associatedResourceArn: CONTACT });
    expect(answer.status).toBe(200);
    const file = await desk.call("GET", `/attached-files/i-1/${answer.body.FileId}`, undefined, {
      associatedResourceArn: CONTACT,
    });
    expect(file.body.AssociatedResourceArn).toBe(CONTACT);
  });

  it("starts once for one token, whatever the order of members, and refuses another request with it", async () => {
    const desk = await uploadDesk();
    const first = await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ClientToken: "t" });
    const again = await desk.call("PUT", "/attached-files/i-1", { ClientToken: "t", ...PLAIN });
    expect(again).toEqual(first);
    const other = await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, FileSizeInBytes: 4, ClientToken: "t" });
    expect([other.status, other.error]).toEqual([409, "ResourceConflictException"]);
    await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ClientToken: "T" });
    await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ClientToken: "" });
    await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, ClientToken: "" });
    expect(desk.fake.state.files.count).toBe(4);
  });

  it("takes 50 files on a case and then no more until one is deleted", async () => {
    const desk = await uploadDesk();
    for (let file = 0; file < 49; file += 1) {
      desk.fake.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId: `f-${file}` });
    }
    expect((await desk.start("abc")).status).toBe(200);
    const over = await desk.call("PUT", "/attached-files/i-1", PLAIN);
    expect([over.status, over.error]).toEqual([402, "ServiceQuotaExceededException"]);
    expect(over.body.Reason).toEqual({ AttachedFileServiceQuotaExceededExceptionReason: "TOTAL_FILE_COUNT_EXCEEDED" });
    expect((await desk.call("DELETE", "/attached-files/i-1/f-0")).status).toBe(200);
    expect((await desk.start("abc")).status).toBe(200);
  });

  it("takes as many bytes on a case as its limit says", async () => {
    const desk = await uploadDesk({ limits: { bytesPerResource: 10 } });
    expect((await desk.start("1234567")).status).toBe(200);
    const over = await desk.call("PUT", "/attached-files/i-1", { ...PLAIN, FileSizeInBytes: 4 });
    expect([over.status, over.error]).toEqual([402, "ServiceQuotaExceededException"]);
    expect(over.body.Reason).toEqual({ AttachedFileServiceQuotaExceededExceptionReason: "TOTAL_FILE_SIZE_EXCEEDED" });
    expect((await desk.start("123")).status).toBe(200);
  });
});
