import {
  type DiscoveredReference,
  type FileReference,
  type FileSource,
  isSourceError,
  type Outcome,
  type ReferenceSource,
  reconcile,
} from "@attached-files/core";

/** What the sources told since this was last made empty. */
export interface Witnessed {
  /** By key, with the earliest time that was told. */
  readonly found: Map<string, DiscoveredReference>;
  readonly searches: { readonly since: string | undefined; hasEnded: boolean }[];
  /** The last answer for each file, by key; a resource that is gone is one, too. */
  readonly answers: Map<string, { readonly outcome: Outcome; readonly at: Date }>;
  /** How often each file was answered. */
  readonly answered: Map<string, number>;
  /** In which answers differed from what was asked, by kind. */
  readonly irregularities: string[];
  /** Codes of failed calls for each file. */
  readonly failures: Map<string, Set<string>>;
  /** Calls that were answered, by resource, and those refused as invalid, which are asked in parts. */
  readonly calls: { readonly resource: string; readonly files: number; readonly isRefused: boolean }[];
}

export function nothingWitnessed(): Witnessed {
  return {
    found: new Map(),
    searches: [],
    answers: new Map(),
    answered: new Map(),
    irregularities: [],
    failures: new Map(),
    calls: [],
  };
}

/** Names a file within the tests of laws, whose files are all of one instance. */
export function keyOf({ associatedResourceArn, fileId }: Omit<FileReference, "instanceId">): string {
  return `${associatedResourceArn} ${fileId}`;
}

/** Notes what sources tell, as it is told. */
export function watchedSources(
  sources: { readonly files: FileSource; readonly references: ReferenceSource },
  witnessed: () => Witnessed,
  now: () => Date,
): typeof sources {
  return {
    references: {
      close: () => sources.references.close(),
      discover: async function* (options = {}) {
        const search = { since: options.attachedSince, hasEnded: false };
        witnessed().searches.push(search);
        for await (const page of sources.references.discover(options)) {
          const { found } = witnessed();
          for (const reference of page.references) {
            const time = found.get(keyOf(reference))?.associationTime;
            const earliest = [time, reference.associationTime].filter((each) => each !== undefined).sort()[0];
            found.set(keyOf(reference), { ...reference, ...(earliest && { associationTime: earliest }) });
          }
          yield page;
        }
        search.hasEnded = true;
      },
    },
    files: {
      close: () => sources.files.close(),
      getMetadata: async (request, options) => {
        const resource = request.associatedResourceArn;
        const keys = request.fileIds.map((fileId) => keyOf({ associatedResourceArn: resource, fileId }));
        const note = (outcomes: readonly Outcome[]): void => {
          const { answers, answered, calls } = witnessed();
          calls.push({ resource, files: keys.length, isRefused: false });
          for (const outcome of outcomes) {
            const key = keyOf({ associatedResourceArn: resource, fileId: outcome.fileId });
            answers.set(key, { outcome, at: now() });
            answered.set(key, (answered.get(key) ?? 0) + 1);
          }
        };
        try {
          const answer = await sources.files.getMetadata(request, options);
          const { outcomes, irregularities } = reconcile(request, answer);
          note(outcomes);
          witnessed().irregularities.push(...irregularities.map(({ kind }) => kind));
          return answer;
        } catch (error) {
          if (!isSourceError(error) || error.code === "Aborted") throw error;
          const { code, message } = error;
          if (code === "ResourceNotFoundException") {
            note(request.fileIds.map((fileId) => ({ kind: "failed", fileId, code, message })));
          } else if (code === "InvalidRequestException") {
            witnessed().calls.push({ resource, files: keys.length, isRefused: true });
          }
          const { failures } = witnessed();
          for (const key of keys) failures.set(key, (failures.get(key) ?? new Set()).add(code));
          throw error;
        }
      },
    },
  };
}
