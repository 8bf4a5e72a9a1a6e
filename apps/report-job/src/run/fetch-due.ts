import { type FileSource, isSourceError, type MetadataRequest } from "@attached-files/core";
import type { Journal } from "../state/journal.ts";
import { type Clock, stopwatch } from "./clock.ts";
import { Asking, type Begun } from "./fetch/asking.ts";
import { CallRecorder } from "./fetch/call-recorder.ts";
import { Changes } from "./fetch/changes.ts";
import { Circuit } from "./fetch/circuit.ts";
import { Ending } from "./fetch/ending.ts";
import type { FetchEnd, FetchOptions } from "./fetch/fetch-options.ts";
import { RoomForCalls } from "./fetch/room-for-calls.ts";

export type { FetchEnd, FetchOptions, RecordedCall } from "./fetch/fetch-options.ts";

/**
 * Makes the due calls and records what they told: one outcome for each file that was asked about. How many at once follows
 * from the pacer and from what the source bears; until it has answered, one. Trouble of one file or resource is its own, and
 * a source that only fails is held back from, and given up in the end.
 */
export async function fetchDue<T extends MetadataRequest>(
  source: FileSource,
  requests: AsyncIterable<T>,
  journal: Journal,
  clock: Clock,
  options: FetchOptions<T>,
): Promise<FetchEnd> {
  const iterator = requests[Symbol.asyncIterator]();
  const changes = new Changes();
  const ending = new Ending(options, clock);
  const circuit = new Circuit(options.stopAfterFailures);
  const room = new RoomForCalls(options.gauge, stopwatch(clock));
  const recorder = new CallRecorder<T>(journal, clock, options);
  const underWay = new Set<Promise<void>>();
  const asking = new Asking<T>(source, recorder, circuit, ending, options, (isTroubled) =>
    room.ended(isTroubled, underWay.size),
  );
  let [isExhausted, trouble]: [boolean, unknown] = [false, undefined];

  const isOver = (): boolean => ending.begins.aborted || circuit.givenUp !== undefined;
  const begin = (begun: Begun<T>): void => {
    room.begins();
    const call = asking
      .ask(begun)
      .catch((error: unknown) => {
        if (isSourceError(error, "Aborted") && ending.begins.aborted) return;
        // The first trouble of one ends all; calls under way are let go, and what they told is not recorded.
        if (!isSourceError(error, "Aborted")) trouble ??= error;
        ending.abort();
      })
      .finally(() => {
        underWay.delete(call);
        changes.tell();
      });
    underWay.add(call);
  };
  const fresh = async (): Promise<Begun<T> | undefined> => {
    if (isExhausted) return undefined;
    const due = await iterator.next();
    isExhausted = due.done === true;
    return due.done === true ? undefined : { request: due.value, isLastChance: false };
  };
  const again = async (): Promise<Begun<T> | undefined> => {
    const request = await asking.secondChance();
    // A probe says nothing of the request that it is made with.
    return request === undefined ? undefined : { request, isLastChance: !circuit.isOpen };
  };
  // One of these, one of those: some requests fail whenever they are asked, and a row of them would look like an outage.
  let isTurnOfFresh = true;
  const next = async (): Promise<Begun<T> | undefined> => {
    isTurnOfFresh = circuit.isOpen || !isTurnOfFresh;
    return isTurnOfFresh ? ((await fresh()) ?? (await again())) : ((await again()) ?? (await fresh()));
  };
  const mayBegin = (): boolean => {
    if (circuit.isOpen || !circuit.isAnswered) return underWay.size === 0;
    return room.isThere(underWay.size);
  };

  const unwatch = options.gauge?.onChange(() => changes.tell());
  const tell = (): void => changes.tell();
  ending.begins.addEventListener("abort", tell);
  try {
    while (!isOver()) {
      if (!mayBegin()) {
        await changes.next();
        continue;
      }
      if (circuit.isOpen) await ending.sleep(circuit.probeDelayMs);
      const begun = isOver() ? undefined : await next();
      if (begun !== undefined && !isOver()) begin(begun);
      else if (underWay.size > 0) await changes.next();
      else if (isExhausted && !asking.grantThrottled()) break;
    }
    const isStopped = ending.begins.aborted;
    await Promise.all(underWay);
    if (trouble !== undefined) throw trouble;
    if (!ending.calls.aborted) await asking.settleAll();
    const { givenUp } = circuit;
    return {
      isStopped,
      failed: recorder.failed,
      spent: recorder.spent(),
      ...(givenUp === undefined ? {} : { gaveUp: givenUp.code, gaveUpBecause: givenUp.reason }),
    };
  } finally {
    unwatch?.();
    ending.close();
    ending.abort();
    await Promise.all(underWay);
    await iterator.return?.(undefined);
  }
}
