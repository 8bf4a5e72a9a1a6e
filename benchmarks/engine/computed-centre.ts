import {
  type DiscoveredReference,
  type FileSource,
  type Pacer,
  parseMetadataAnswer,
  type ReferencePage,
  type ReferenceSource,
} from "@attached-files/core";
import { HOME, mix, uuid, wireFile } from "./computed-file.ts";

/** A contact centre of any size that takes no memory: what it holds follows from numbers. */
export interface ComputedCentre {
  readonly cases: number;
  readonly files: number;
  readonly newFiles: number;
  readonly references: ReferenceSource;
  readonly metadata: FileSource;
  /** Metadata calls that were answered, and files in them. */
  readonly asked: { calls: number; files: number };
}

export interface ComputedCentreOptions {
  /** About as many files, half a year of them, up to `builtAt`. */
  readonly files: number;
  /** Files that came in the day since then; a third of them in old cases. */
  readonly newFiles: number;
  readonly builtAt: Date;
  readonly pacer: Pacer;
}

const INSTANCE_ID = "4f0c2a9e-1f7b-4c55-9d53-0a3f6f7d2b11";
const CASES = `arn:aws:cases:${HOME}:domain/0f1e2d3c-7b1a-4b1e-8a55-3c1d2e4f5a6b/case/`;
const FILES_PER_PAGE = 25;
const DAY_MS = 86_400_000;
/** Cases by how many files they hold, out of a thousand: 3.3 on average, a few with more than fit in one call. */
const SKEW = [
  [500, 1],
  [780, 2],
  [910, 4],
  [980, 10],
  [998, 35],
  [1000, 200],
] as const;

export function computedCentre(options: ComputedCentreOptions): ComputedCentre {
  const { newFiles, builtAt, pacer } = options;
  let [cases, files] = [0, 0];
  while (files < options.files) files += filesOfCase(cases++);
  const bornAt = (number: number): number => builtAt.getTime() - 180 * DAY_MS + (180 * DAY_MS * number) / cases;
  const old = (number: number, file: number): DiscoveredReference =>
    reference(number, number * 256 + file, bornAt(number));
  const added = (number: number): DiscoveredReference =>
    reference(
      number % 3 === 0 ? mix(number) % cases : cases + Math.floor(number / 3),
      cases * 256 + number,
      builtAt.getTime() + 60_000 + (number * (DAY_MS - 120_000)) / Math.max(1, newFiles),
    );
  function* oldestFirst(): Generator<DiscoveredReference> {
    for (let number = 0; number < cases; number += 1)
      for (let file = 0; file < filesOfCase(number); file += 1) yield old(number, file);
    for (let number = 0; number < newFiles; number += 1) yield added(number);
  }
  function* newestFirst(): Generator<DiscoveredReference> {
    for (let number = newFiles - 1; number >= 0; number -= 1) yield added(number);
    for (let number = cases - 1; number >= 0; number -= 1)
      for (let file = filesOfCase(number) - 1; file >= 0; file -= 1) yield old(number, file);
  }
  const asked = { calls: 0, files: 0 };
  return {
    cases,
    files,
    newFiles,
    asked,
    references: {
      discover: async function* ({ attachedSince, signal } = {}) {
        let page: DiscoveredReference[] = [];
        let number = 0;
        for (const found of attachedSince === undefined ? oldestFirst() : newestFirst()) {
          if (page.length < FILES_PER_PAGE) {
            page.push(found);
            continue;
          }
          await pacer.acquire("SearchAllRelatedItems", signal);
          await turn();
          yield toPage(page, number++);
          if (attachedSince !== undefined && (page.at(-1)?.associationTime ?? "") < attachedSince) return;
          page = [found];
        }
        yield toPage(page, number);
      },
      close: async () => {},
    },
    metadata: {
      getMetadata: async (request, { signal } = {}) => {
        await pacer.acquire("BatchGetAttachedFileMetadata", signal);
        await turn();
        asked.calls += 1;
        asked.files += request.fileIds.length;
        const answer = parseMetadataAnswer({ Files: request.fileIds.map((fileId) => wireFile(request, fileId)) });
        if (!answer.ok) throw new Error("the computed answer is malformed");
        return answer.value;
      },
      close: async () => {},
    },
  };
}

function filesOfCase(number: number): number {
  const draw = mix(number) % 1000;
  for (const [below, files] of SKEW) if (draw < below) return files;
  return 1;
}

function reference(ofCase: number, id: number, at: number): DiscoveredReference {
  return {
    instanceId: INSTANCE_ID,
    associatedResourceArn: `${CASES}${uuid(ofCase, 7)}`,
    fileId: uuid(id, 0),
    associationTime: new Date(at).toISOString(),
  };
}

function toPage(references: readonly DiscoveredReference[], number: number): ReferencePage {
  // As long as the tokens of the service are said to be, and of no meaning here.
  return { references, irregularities: [], resumeToken: `${number}.${"T0k3n".repeat(60)}` };
}

/** A real call takes a turn of the event loop at the least. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
