import { getDomain } from "./cases/get-domain.ts";
import { listDomains } from "./cases/list-domains.ts";
import { searchAllRelatedItems } from "./cases/search-all-related-items.ts";
import { searchCases } from "./cases/search-cases.ts";
import { searchRelatedItems } from "./cases/search-related-items.ts";
import { batchGetAttachedFileMetadata } from "./connect/batch-get-attached-file-metadata.ts";
import type { Operation } from "./operation.ts";

/** Every operation that the fake serves. */
export const OPERATIONS: readonly Operation[] = [
  batchGetAttachedFileMetadata,
  listDomains,
  getDomain,
  searchCases,
  searchRelatedItems,
  searchAllRelatedItems,
];
