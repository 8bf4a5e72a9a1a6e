/** Answers of BatchGetAttachedFileMetadata as they come over the wire, the same ones for the same seed. */
export function answerTexts(answers: number, filesPerAnswer: number, seed: number): string[] {
  const random = mulberry32(seed);
  return Array.from({ length: answers }, () => {
    const caseId = uuid(random);
    const ids = Array.from({ length: filesPerAnswer }, () => uuid(random));
    // One id in twenty is refused, as an id of a deleted file would be.
    const refused = new Set(ids.filter(() => random() < 0.05));
    return JSON.stringify({
      Files: ids.filter((id) => !refused.has(id)).map((id) => file(id, caseId, random)),
      Errors: [...refused].map((FileId) => ({ ErrorCode: "404", ErrorMessage: "File not found", FileId })),
    });
  });
}

const HOME = "us-east-1:123456789012";
const INSTANCE = "11111111-2222-4333-8444-555555555555";
const NAMES = ["invoice 2026-11.pdf", "фото.jpg", "請求書.xlsx", "Schadensmeldung Müller.docx", "scan0001.tiff"];
const STATUSES = ["APPROVED", "APPROVED", "APPROVED", "APPROVED", "REJECTED", "PROCESSING", "FAILED"];

function file(FileId: string, caseId: string, random: () => number): object {
  const agent = `arn:aws:connect:${HOME}:instance/${INSTANCE}/agent/${uuid(random)}`;
  const role = `arn:aws:sts::123456789012:assumed-role/uploader/${FileId}`;
  return {
    CreationTime: new Date(1_767_225_600_000 + Math.floor(random() * 28e9)).toISOString(),
    FileArn: `arn:aws:connect:${HOME}:instance/${INSTANCE}/file/${FileId}`,
    FileId,
    FileName: pick(NAMES, random),
    FileSizeInBytes: 1 + Math.floor(random() * 20_000_000),
    FileStatus: pick(STATUSES, random),
    CreatedBy: random() < 0.7 ? { ConnectUserArn: agent } : { AWSIdentityArn: role },
    FileUseCaseType: "ATTACHMENT",
    AssociatedResourceArn: `arn:aws:cases:${HOME}:domain/${INSTANCE}/case/${caseId}`,
    ...(random() < 0.3 ? { Tags: { team: "claims", "cost-centre": String(Math.floor(random() * 1000)) } } : {}),
  };
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? "";
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A small seeded generator: Math.random cannot be seeded, and the same bytes must be measured every time. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
