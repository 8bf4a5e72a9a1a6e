import {
  type CallOptions,
  type ConfigurationSource,
  type ConfigurationsAnswer,
  type FileReference,
  type FileSource,
  type Irregularity,
  type MetadataAnswer,
  type MetadataRequest,
  parseMetadataAnswer,
  type ReferencePage,
  type ReferenceSource,
} from "@attached-files/core";

/** A file source that answers what the test says, and remembers what it was asked. */
export function scriptedFileSource(
  answer: (request: MetadataRequest, call: number) => unknown | Promise<unknown>,
): FileSource & { readonly requests: MetadataRequest[] } {
  const requests: MetadataRequest[] = [];
  return {
    requests,
    getMetadata: async (request, options): Promise<MetadataAnswer> => {
      requests.push(request);
      const raw = await answer(request, requests.length);
      options?.signal?.throwIfAborted();
      const parsed = parseMetadataAnswer(raw);
      if (!parsed.ok) throw new Error("the test's own answer is malformed");
      return parsed.value;
    },
    close: async () => {},
  };
}

/** A source of limits that answers what the test says, and remembers which instances it was asked about. */
export function scriptedConfigurationSource(
  answer: (instanceId: string, options: CallOptions) => ConfigurationsAnswer | Promise<ConfigurationsAnswer>,
): ConfigurationSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    getConfigurations: async (instanceId, options = {}) => {
      asked.push(instanceId);
      return await answer(instanceId, options);
    },
    close: async () => {},
  };
}

/** What an instance answers whose cases take PDFs of so many bytes. */
export function casesTake(maximumSizeLimitInBytes: number, irregularities: Irregularity[] = []): ConfigurationsAnswer {
  const ofCases = { attachmentScope: "CASE", maximumSizeLimitInBytes, allowedExtensions: ["pdf"] };
  return { isPermitted: true, configurations: [ofCases], irregularities };
}

/** A search that finds these pages, and remembers the tokens it was resumed with. */
export function scriptedReferenceSource(
  pages: readonly ReferencePage[],
): ReferenceSource & { readonly resumedWith: (string | undefined)[] } {
  const resumedWith: (string | undefined)[] = [];
  return {
    resumedWith,
    discover: async function* (options = {}) {
      resumedWith.push(options.resumeToken);
      const from = pages.findIndex(
        (page) => page.resumeToken !== undefined && page.resumeToken === options.resumeToken,
      );
      yield* pages.slice(from + 1);
    },
    close: async () => {},
  };
}

/** A file as the operation answers it. */
export function answeredFile(request: MetadataRequest, fileId: string, members: object = {}): Record<string, unknown> {
  return {
    CreationTime: "2026-10-01T08:00:00.000Z",
    FileArn: `arn:aws:connect:eu-central-1:111122223333:instance/${request.instanceId}/file/${fileId}`,
    FileId: fileId,
    FileName: `${fileId}.pdf`,
    FileSizeInBytes: 1024,
    FileStatus: "APPROVED",
    AssociatedResourceArn: request.associatedResourceArn,
    ...members,
  };
}

/** References of `cases` cases with `filesACase` files each, in pages of 25 with resume tokens. */
export function pagesOf(cases: number, filesACase: number): readonly ReferencePage[] {
  const references: FileReference[] = [];
  for (let number = 0; number < cases; number += 1) {
    for (let file = 0; file < filesACase; file += 1) {
      references.push({
        instanceId: "instance-1",
        associatedResourceArn: `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-${number}`,
        fileId: `f-${number}-${file}`,
      });
    }
  }
  const pages: ReferencePage[] = [];
  for (let at = 0; at < references.length; at += 25) {
    pages.push({ references: references.slice(at, at + 25), irregularities: [], resumeToken: `after-${at}` });
  }
  return pages;
}
