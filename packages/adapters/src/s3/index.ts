export { connectObjectStore } from "./connect-object-store.ts";
export type { KnownFile, ListedObject, ObjectLabel, ObjectStore, StoredObject } from "./object-store.ts";
export type { S3Options } from "./s3-options.ts";
export type { VersionedStore, VersionedText, WriteCondition } from "./versioned-store.ts";
