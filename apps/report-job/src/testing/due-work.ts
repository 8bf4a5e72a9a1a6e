import {
  type FileSource,
  type MetadataAnswer,
  type MetadataRequest,
  type Outcome,
  SourceError,
  type SourceErrorCode,
} from "@attached-files/core";
import { quotaPacer } from "../pacing/adaptive-pacer.ts";
import type { GaugedPacer } from "../pacing/pacer-gauge.ts";
import type { Quota } from "../pacing/quota.ts";
import { scopePacer } from "../pacing/scope-pacer.ts";
import { type FetchEnd, type FetchOptions, fetchDue, type RecordedCall } from "../run/fetch-due.ts";
import { memoryJournal } from "./memory-journal.ts";
import { pacedSource } from "./paced-source.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

/** A request with members of its own, one of them for each file. */
export interface NumberedRequest extends MetadataRequest {
  readonly numbers: readonly number[];
}

/** As many requests for a case each, with so many files. */
export async function* numberedRequests(cases: number, filesACase = 1): AsyncGenerator<NumberedRequest> {
  for (let number = 0; number < cases; number += 1) {
    const numbers = Array.from({ length: filesACase }, (_, file) => number * filesACase + file);
    yield {
      instanceId: "i-1",
      associatedResourceArn: `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-${number}`,
      fileIds: numbers.map((file) => `f-${file}`),
      numbers,
    };
  }
}

/** A source that answers every file, unless `troubleOf` names what a call fails with. */
export function answeringSource(
  troubleOf: (request: MetadataRequest) => SourceErrorCode | undefined = () => undefined,
): FileSource {
  return {
    getMetadata: async (request): Promise<MetadataAnswer> => {
      const code = troubleOf(request);
      if (code !== undefined) throw new SourceError(code, `${code} it is`);
      const files = request.fileIds.map((fileId) => ({ fileId }));
      return { files: [], incompleteFiles: files, errors: [], irregularities: [] } as unknown as MetadataAnswer;
    },
    close: async () => {},
  };
}

export interface DueWork {
  readonly clock: VirtualClock;
  readonly pacer: GaugedPacer;
  readonly source: FileSource;
  /** The outcome of each file by its number; one that had two is trouble of its own. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly recorded: readonly RecordedCall[];
  /** The most calls that were under way at once, and how many there were. */
  readonly calls: { most: number; all: number; at: number[] };
  run(requests: AsyncIterable<NumberedRequest>, options?: Partial<FetchOptions<NumberedRequest>>): Promise<FetchEnd>;
}

export interface DueWorkOptions {
  readonly quota?: Quota;
  readonly latencyMs?: () => number;
  readonly maxAttempts?: number;
  readonly stop?: AbortSignal;
}

/** The step that asks for metadata, in virtual time that passes by itself, on a source that a pacer paces. */
export function dueWork(source: FileSource, options: DueWorkOptions = {}): DueWork {
  const clock = virtualClock();
  const shared = quotaPacer(options.quota ?? { requestsPerSecond: 2, share: 0.75 }, clock);
  const pacer = scopePacer(shared, clock, options.stop);
  const paced = pacedSource(source, { maxAttempts: 1, ...options, pacer, clock });
  const calls: DueWork["calls"] = { most: 0, all: 0, at: [] };
  let underWay = 0;
  const watched: FileSource = {
    getMetadata: async (request, call) => {
      underWay += 1;
      calls.all += 1;
      calls.at.push(clock.elapsedMs());
      calls.most = Math.max(calls.most, underWay);
      try {
        return await paced.getMetadata(request, call);
      } finally {
        underWay -= 1;
      }
    },
    close: () => paced.close(),
  };
  const outcomes = new Map<number, Outcome>();
  const recorded: RecordedCall[] = [];
  const rowsOf = (request: NumberedRequest, call: RecordedCall): string => {
    recorded.push(call);
    for (const outcome of call.outcomes) {
      const number = request.numbers[request.fileIds.indexOf(outcome.fileId)] ?? Number.NaN;
      if (`f-${number}` !== outcome.fileId) throw new Error(`${outcome.fileId} was taken for ${number}`);
      if (outcomes.has(number)) throw new Error(`${outcome.fileId} has two outcomes`);
      outcomes.set(number, outcome);
    }
    return "rows";
  };
  const part = (request: NumberedRequest, fileIds: readonly string[]): NumberedRequest => ({
    ...request,
    fileIds,
    numbers: fileIds.map((id) => request.numbers[request.fileIds.indexOf(id)] ?? Number.NaN),
  });
  return {
    clock,
    pacer,
    source: watched,
    outcomes,
    recorded,
    calls,
    run: async (requests, more = {}) => {
      const stopTime = clock.runFree();
      try {
        return await fetchDue(watched, requests, memoryJournal(), clock, {
          signal: new AbortController().signal,
          stopAfterFailures: 12,
          gauge: pacer,
          rowsOf,
          part,
          ...(options.stop === undefined ? {} : { stop: options.stop }),
          ...more,
        });
      } finally {
        stopTime();
      }
    },
  };
}
