import {
  type FileSource,
  type Irregularity,
  type IrregularityKind,
  isSourceError,
  type MetadataAnswer,
  type MetadataRequest,
  reconcile,
  type SourceError,
  type SourceErrorCode,
} from "@attached-files/core";

/** What came of many calls for files of one resource. */
export interface Asked {
  readonly answeredCalls: number;
  /** Ids of answered calls that came back neither in Files nor in Errors. */
  readonly unansweredIds: number;
  /** Ids of calls that failed or were not made. */
  readonly missingIds: number;
  /** How often each kind was met, and the first of it. */
  readonly irregularities: ReadonlyMap<IrregularityKind, { readonly count: number; readonly first: Irregularity }>;
  /** The process was asked to end. */
  readonly interrupted: boolean;
}

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: MetadataAnswer) => void;
  /** A call failed, the first is 0; `goesOn` tells whether the next one is made. */
  readonly onFailure: (error: SourceError, call: number, goesOn: boolean) => void;
}

/** All calls are of one account and resource: where one fails for such a reason, every other would. */
const TRUE_OF_ALL: ReadonlySet<SourceErrorCode> = new Set([
  "AccessDeniedException",
  "ResourceNotFoundException",
  "CredentialsUnavailable",
  "SourceUnreachable",
]);
/** Each of them has been tried as often as the SDK tries; more would only load a service that is in trouble. */
const MOST_FAILURES_IN_A_ROW = 3;

/** Makes the calls one after the other. A failed one keeps the next from being made only where that would fail too. */
export async function askForFiles(
  source: FileSource,
  requests: readonly MetadataRequest[],
  { signal, onAnswer, onFailure }: AskOptions,
): Promise<Asked> {
  const irregularities = new Map<IrregularityKind, { count: number; first: Irregularity }>();
  let answeredCalls = 0;
  let unansweredIds = 0;
  let missingIds = requests.reduce((sum, request) => sum + request.fileIds.length, 0);
  let failuresInARow = 0;
  let interrupted = false;
  for (const [call, request] of requests.entries()) {
    try {
      const answer = await source.getMetadata(request, { signal });
      const reconciled = reconcile(request, answer);
      answeredCalls += 1;
      failuresInARow = 0;
      missingIds -= request.fileIds.length;
      unansweredIds += reconciled.outcomes.filter(({ kind }) => kind === "unanswered").length;
      for (const irregularity of reconciled.irregularities) {
        const known = irregularities.get(irregularity.kind);
        if (known === undefined) irregularities.set(irregularity.kind, { count: 1, first: irregularity });
        else known.count += 1;
      }
      onAnswer(answer);
    } catch (error) {
      if (!isSourceError(error)) throw error;
      interrupted = error.code === "Aborted";
      if (interrupted) break;
      failuresInARow += 1;
      const goesOn = !TRUE_OF_ALL.has(error.code) && failuresInARow < MOST_FAILURES_IN_A_ROW;
      onFailure(error, call, goesOn && call + 1 < requests.length);
      if (!goesOn) break;
    }
  }
  return { answeredCalls, unansweredIds, missingIds, irregularities, interrupted };
}
