import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { aFile, anUnknown, caseArn, INSTANCE, userArn } from "../testing/build-state.ts";
import { useReportFolder } from "../testing/report-folder.ts";

const here = useReportFolder();

async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

const OWN = { scope: "main", InstanceId: INSTANCE, AssociatedResourceArn: caseArn("c1") };
const ASSOCIATED = { associationTime: "2026-11-20T08:00:00.000Z" };
const CHECKED = { checkedAt: "2026-11-24T06:00:05.000Z" };

describe("files.ndjson", () => {
  it("holds a file as the operation answered it, and what the job knows under one name of its own", async () => {
    await here.state("main", {
      outcomes: [
        aFile("a", { tags: '{"team":"claims"}', answered_resource_arn: caseArn("c1") }),
        aFile("b", { created_by_kind: "AWSIdentityArn", created_by: "arn:aws:iam::1:role/r", tags: "{}" }),
        aFile("c", {
          created_by_kind: "ServicePrincipal",
          created_by: '{"name":["connect"]}',
          unknown_members: '{"Checksum":"x}","Nothing":null}',
          file_size_bytes: 9_007_199_254_740_993n,
        }),
        anUnknown("d", "refused", { error_code: "X", error_message: "y", unknown_members: '{"Retry":false}' }),
        anUnknown("e", "unanswered"),
      ],
    });

    const lines = await linesOf((await here.write()).paths.filesNdjson);

    expect(lines[2]).toContain('"FileSizeInBytes":9007199254740993,');
    const [a, b, c, d, e] = lines.map((line) => JSON.parse(line));
    expect(a).toEqual({
      AssociatedResourceArn: caseArn("c1"),
      CreatedBy: { ConnectUserArn: userArn("u1") },
      CreationTime: "2026-11-20T07:59:58.123Z",
      FileArn: `arn:aws:connect:eu-central-1:123456789012:instance/${INSTANCE}/file/a`,
      FileId: "a",
      FileName: "a.pdf",
      FileSizeInBytes: 1000,
      FileStatus: "APPROVED",
      FileUseCaseType: "ATTACHMENT",
      Tags: { team: "claims" },
      "attached-files": { ...OWN, outcome: "retrieved", ...ASSOCIATED, ...CHECKED },
    });
    expect(b).toMatchObject({ CreatedBy: { AWSIdentityArn: "arn:aws:iam::1:role/r" }, Tags: {} });
    expect(c).toMatchObject({
      CreatedBy: { ServicePrincipal: { name: ["connect"] } },
      Checksum: "x}",
      Nothing: null,
    });
    expect(d).toEqual({
      FileId: "d",
      "attached-files": {
        ...OWN,
        outcome: "refused",
        ErrorCode: "X",
        ErrorMessage: "y",
        unknownMembers: { Retry: false },
      },
    });
    expect(e).toEqual({ FileId: "e", "attached-files": { ...OWN, outcome: "unanswered" } });
  });

  it("is JSON whatever the texts of a state are, and no line has a character that parts it or commands a terminal", async () => {
    const evil = '"\\\u0000\u001b[31m\u0085\u007f\u2028\u202e\r\n}{';
    await here.state("main", {
      outcomes: [
        aFile("a", { file_name: evil, tags: evil, unknown_members: evil, created_by_kind: evil, created_by: evil }),
        aFile("b", { tags: '{"half \\ud800":"\\\\ud800 \\udfff"}', unknown_members: '{\n"A" :\t"\u2028"}' }),
        aFile("c", { unknown_members: "{}" }),
        aFile("d", {
          file_name: "ASCII alone: \u007f\u0001",
          tags: '{"\u0007":"\u007f"}',
          unknown_members: '{"a":"\u007f"}',
        }),
      ],
    });

    const lines = await linesOf((await here.write()).paths.filesNdjson);

    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u2028-\u202e]/u);
    const [a, b, c, d] = lines.map((line) => JSON.parse(line));
    expect(a).toMatchObject({ FileName: evil, Tags: evil, CreatedBy: { [evil]: evil } });
    expect(a["attached-files"].unknownMembers).toBe(evil);
    expect(b).toMatchObject({ Tags: { "half \ud800": "\\ud800 \udfff" }, A: "\u2028" });
    expect(b["attached-files"]).not.toHaveProperty("unknownMembers");
    expect(d).toMatchObject({ FileName: "ASCII alone: \u007f\u0001", Tags: '{"\u0007":"\u007f"}', a: "\u007f" });
    expect(Object.keys(c).slice(-2)).toEqual(["FileUseCaseType", "attached-files"]);
  });
});
