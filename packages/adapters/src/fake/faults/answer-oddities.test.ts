import { expect, it } from "vitest";
import type { WireObject } from "../connect-state/wire.ts";
import { BATCH_GET, CASE_ARN, onTheWire } from "../http/on-the-wire.test-support.ts";
import { ANSWER_ODDITIES } from "./answer-oddities.ts";
import type { AnswerFault, AnswerOddity } from "./fault.ts";

interface Batch {
  readonly Files: WireObject[];
  readonly Errors: WireObject[];
}
interface Heard {
  readonly body: Batch;
  readonly text: string;
}

/** Asks for three files that are there and one that is not; the answer with the fault, and the one after it. */
async function askTwice(fault: AnswerFault): Promise<{ odd: Heard; plain: Heard }> {
  const { fake, attach, server } = await onTheWire();
  for (const id of ["a", "b", "c"]) attach(id);
  fake.faults.next(fault);
  const ask = async (): Promise<Heard> => {
    const response = await fetch(server.url + BATCH_GET, { method: "POST", body: IDS, headers: JSON_TYPE });
    const text = await response.text();
    return { text, body: JSON.parse(text) as Batch };
  };
  const [odd, plain] = [await ask(), await ask()];
  expect(fake.calls.last().map(({ struckBy }) => struckBy)).toEqual([[fault], undefined]);
  return { odd, plain };
}
const IDS = JSON.stringify({ FileIds: ["a", "b", "c", "none"] });
const JSON_TYPE = { "Content-Type": "application/json" };
const idsOf = ({ body }: Heard): unknown[] => body.Files.map((file) => file?.FileId ?? null);

/** For each oddity, what the answer is: the first file changed in these members and no other, or something else. */
const EXPECTED: Readonly<Record<AnswerOddity, WireObject | ((odd: Heard, plain: Heard) => void)>> = {
  "missing-file": (odd) => expect([idsOf(odd), odd.body.Errors.length]).toEqual([["b", "c"], 1]),
  "repeated-file": (odd) => expect(idsOf(odd)).toEqual(["a", "a", "b", "c"]),
  "unasked-file": (odd) => expect(idsOf(odd)).toEqual(["a", "b", "c", "a-unasked"]),
  "reordered-files": (odd) => expect(idsOf(odd)).toEqual(["c", "b", "a"]),
  "no-files-member": (odd, plain) => expect(odd.body).toEqual({ Errors: plain.body.Errors }),
  "no-errors-member": (odd, plain) => expect(odd.body).toEqual({ Files: plain.body.Files }),
  "unknown-status": { FileStatus: "QUARANTINED" },
  "unknown-use-case": { FileUseCaseType: "HOLOGRAM" },
  "unknown-creator": { CreatedBy: { BotArn: expect.stringMatching(/^arn:/) } },
  "extra-member": { AddedLater: { by: ["AWS"] } },
  "error-without-file-id": (odd, plain) => {
    const [{ FileId, ...rest } = {}] = plain.body.Errors;
    expect([FileId, odd.body]).toEqual(["none", { Files: plain.body.Files, Errors: [rest] }]);
  },
  "wrong-resource": { AssociatedResourceArn: `${CASE_ARN}-other` },
  // Read by JSON.parse, the last digit is lost; on the wire it is there.
  "huge-size": ({ text }) => expect(text).toContain('"FileSizeInBytes":9007199254740993,'),
  "control-name": { FileName: "report\u0000\u001b[2J\r\n\u0007.pdf" },
  "bidi-name": { FileName: "invoice\u202efdp.exe" },
  "formula-name": { FileName: expect.stringMatching(/^=HYPERLINK\(/) },
  "null-entries": (odd) => expect(idsOf(odd)).toEqual([null, "a", "b", "c"]),
  "repeated-entries": () => {},
};
const OF_BATCH = (Object.keys(ANSWER_ODDITIES) as AnswerOddity[]).filter((name) => name !== "repeated-entries");

it.each(OF_BATCH)("an answer of BatchGetAttachedFileMetadata is odd, once: %s", async (answer) => {
  const { odd, plain } = await askTwice({ answer });
  expect([idsOf(plain), plain.body.Errors.length]).toEqual([["a", "b", "c"], 1]);
  const expected = EXPECTED[answer];
  if (typeof expected === "function") return expected(odd, plain);
  const [first, ...others] = plain.body.Files;
  expect(odd.body).toEqual({ Files: [{ ...first, ...expected }, ...others], Errors: plain.body.Errors });
});

it("every nth file is odd where it is asked for, the first included", async () => {
  const { odd } = await askTwice({ answer: "unknown-status", every: 2 });
  expect(odd.body.Files.map(({ FileStatus }) => FileStatus)).toEqual(["QUARANTINED", "APPROVED", "QUARANTINED"]);
});

it("one answer is odd in several ways, done in turn", async () => {
  const { odd } = await askTwice({ answer: ["repeated-file", "bidi-name", "reordered-files"] });
  expect(idsOf(odd)).toEqual(["c", "b", "a", "a"]);
  expect(odd.body.Files.filter(({ FileName }) => String(FileName).includes("\u202e"))).toHaveLength(1);
});

it("a file becomes an error without an id where there is no error to lose its own", async () => {
  const { fake, attach, post } = await onTheWire();
  attach("a");
  fake.faults.next({ answer: "error-without-file-id" });
  const { body } = await post(BATCH_GET, { FileIds: ["a"] });
  expect(body).toEqual({ Files: [], Errors: [{ ErrorCode: expect.any(String), ErrorMessage: expect.any(String) }] });
});

it.each([
  ["SearchCases", "/domains/d-1/cases-search", "cases"],
  ["SearchRelatedItems", "/domains/d-1/cases/c-1/related-items-search", "relatedItems"],
  ["SearchAllRelatedItems", "/domains/d-1/related-items-search", "relatedItems"],
] as const)("the list of %s has null, repeated and strange entries", async (operation, path, list) => {
  const { fake, attach, post } = await onTheWire();
  attach("a");
  const search = async (): Promise<unknown> => ((await post(path, {})).body as WireObject)[list];
  const [entry] = (await search()) as [WireObject];
  for (const answer of ["null-entries", "repeated-entries", "extra-member"] as const) {
    fake.faults.next({ operation, answer });
  }
  expect([await search(), await search(), await search(), await search()]).toEqual([
    [null, entry],
    [entry, entry],
    [{ ...entry, AddedLater: { by: ["AWS"] } }],
    [entry],
  ]);
});

it("the answer of GetAttachedFile is a file too", async () => {
  const { fake, attach, post } = await onTheWire();
  attach("a");
  fake.faults.next({ operation: "GetAttachedFile", answer: "formula-name" });
  const { body } = await post(BATCH_GET.replace("?", "/a?"), undefined, { method: "GET" });
  expect(body).toMatchObject({ FileId: "a", FileName: expect.stringMatching(/^=/) });
});

it("an odd answer waits for an operation that can have it", async () => {
  const { fake, attach, post } = await onTheWire();
  attach("a");
  fake.faults.next({ answer: "repeated-file" });
  await post(BATCH_GET.replace("?", "/a?"), undefined, { method: "GET" });
  await post("/domains-list", {});
  expect(fake.faults.pending()).toHaveLength(1);
  expect((await post(BATCH_GET, { FileIds: ["a"] })).body).toMatchObject({ Files: [{}, {}] });
});
