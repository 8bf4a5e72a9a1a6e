import type { ObjectLabel, StoredObject } from "../compose.ts";

/** Names of what is noted of every object that this program puts; S3 keeps them as `x-amz-meta-…`. */
const MADE_BY = "made-by";
const US = "attached-files";
const SHA256 = "sha256";

/** How our objects are marked. @param sha256 of the content, in hexadecimal digits, where it is to be known again. */
export function ownLabel(contentType: string, sha256?: string): ObjectLabel {
  return { contentType, metadata: { [MADE_BY]: US, ...(sha256 === undefined ? {} : { [SHA256]: sha256 }) } };
}

export function isOwnObject({ metadata }: StoredObject): boolean {
  return metadata[MADE_BY] === US;
}

/** Whether an object is ours and holds this content. */
export function holds(object: StoredObject, content: { readonly sizeBytes: number; readonly sha256: string }): boolean {
  return isOwnObject(object) && object.sizeBytes === content.sizeBytes && object.metadata[SHA256] === content.sha256;
}
