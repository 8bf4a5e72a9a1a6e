import type { MetadataRequest } from "@attached-files/core";

/** Region and account of the computed centre, as its ARNs have them. */
export const HOME = "eu-central-1:111122223333";

/** What the service would answer of a file; all of it follows from its id. */
export function wireFile({ instanceId, associatedResourceArn }: MetadataRequest, fileId: string): object {
  const drawn = Number.parseInt(fileId.slice(0, 8), 16);
  const other = Number.parseInt(fileId.slice(-8), 16);
  return {
    AssociatedResourceArn: associatedResourceArn,
    CreatedBy: {
      ConnectUserArn: `arn:aws:connect:${HOME}:instance/${instanceId}/agent/${uuid(other % 40, 3)}`,
    },
    CreationTime: new Date(1_790_000_000_000 + (drawn % 1_000_000) * 1000).toISOString(),
    FileArn: `arn:aws:connect:${HOME}:instance/${instanceId}/file/${fileId}`,
    FileId: fileId,
    FileName: `${["invoice", "claim form", "photo of the damage", "power of attorney"][drawn % 4]} ${other}.pdf`,
    FileSizeInBytes: other % 20_000_000,
    FileStatus: drawn % 500 === 0 ? "PROCESSING" : drawn % 97 === 0 ? "REJECTED" : "APPROVED",
    FileUseCaseType: drawn % 8 === 0 ? "EMAIL_MESSAGE" : "ATTACHMENT",
    ...(drawn % 3 === 0 ? { Tags: { department: ["claims", "billing", "onboarding"][other % 3] } } : {}),
  };
}

/** An id that follows from a number; another for each `kind` of thing. */
export function uuid(number: number, kind: number): string {
  const words = [1, 2, 3, 4].map((part) =>
    mix(number ^ Math.imul(part + kind, 0x9e3779b1))
      .toString(16)
      .padStart(8, "0"),
  );
  const text = words.join("");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20, 32)}`;
}

/** Spreads a number over 32 bits; another for each (the finaliser of MurmurHash3). */
export function mix(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
