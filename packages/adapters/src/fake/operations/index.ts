import { createCase } from "./cases/create-case.ts";
import { createRelatedItem } from "./cases/create-related-item.ts";
import { getDomain } from "./cases/get-domain.ts";
import { listDomains } from "./cases/list-domains.ts";
import { searchAllRelatedItems } from "./cases/search-all-related-items.ts";
import { searchCases } from "./cases/search-cases.ts";
import { searchRelatedItems } from "./cases/search-related-items.ts";
import { batchGetAttachedFileMetadata } from "./connect/batch-get-attached-file-metadata.ts";
import { completeAttachedFileUpload } from "./connect/complete-attached-file-upload.ts";
import { createAttachedFile } from "./connect/create-attached-file.ts";
import { deleteAttachedFile } from "./connect/delete-attached-file.ts";
import { describeAttachedFilesConfiguration } from "./connect/describe-attached-files-configuration.ts";
import { getAttachedFile } from "./connect/get-attached-file.ts";
import { listAttachedFilesConfigurations } from "./connect/list-attached-files-configurations.ts";
import { startAttachedFileUpload } from "./connect/start-attached-file-upload.ts";
import { updateAttachedFilesConfiguration } from "./connect/update-attached-files-configuration.ts";
import type { Operation } from "./operation.ts";

/** Every operation that the fake serves. */
export const OPERATIONS: readonly Operation[] = [
  startAttachedFileUpload,
  completeAttachedFileUpload,
  createAttachedFile,
  getAttachedFile,
  batchGetAttachedFileMetadata,
  deleteAttachedFile,
  listAttachedFilesConfigurations,
  describeAttachedFilesConfiguration,
  updateAttachedFilesConfiguration,
  listDomains,
  getDomain,
  searchCases,
  searchRelatedItems,
  searchAllRelatedItems,
  createCase,
  createRelatedItem,
];
