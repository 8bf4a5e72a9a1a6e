import { batchGetAttachedFileMetadata } from "./batch-get-attached-file-metadata.ts";
import { getDomain } from "./get-domain.ts";
import { listDomains } from "./list-domains.ts";
import type { Operation } from "./operation.ts";
import { searchAllRelatedItems } from "./search-all-related-items.ts";
import { searchCases } from "./search-cases.ts";
import { searchRelatedItems } from "./search-related-items.ts";

/** Every operation that the fake serves. */
export const OPERATIONS: readonly Operation[] = [
  batchGetAttachedFileMetadata,
  listDomains,
  getDomain,
  searchCases,
  searchRelatedItems,
  searchAllRelatedItems,
];
