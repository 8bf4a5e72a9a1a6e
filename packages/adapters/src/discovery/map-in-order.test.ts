import { expect, test } from "vitest";
import { mapInOrder } from "./map-in-order.ts";

const later = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const results: T[] = [];
  for await (const one of all) results.push(one);
  return results;
}

test("gives results in order, with at most so many at a time, whichever ends first", async () => {
  let running = 0;
  let most = 0;
  const work = async (input: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await later((7 * input) % 5);
    running -= 1;
    return input * 10;
  };
  const results: number[] = [];
  for await (const result of mapInOrder([1, 2, 3, 4, 5, 6, 7], 3, work, undefined)) results.push(result);
  expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(most).toBe(3);
});

test("a failure ends what is under way, comes out once, and starts nothing more", async () => {
  const started: number[] = [];
  const stopped: number[] = [];
  const work = async (input: number, signal: AbortSignal): Promise<number> => {
    started.push(input);
    signal.addEventListener("abort", () => stopped.push(input));
    await later(input);
    throw new Error(`failed ${input}`);
  };
  await expect(collect(mapInOrder([1, 2, 3, 4, 5], 2, work, undefined))).rejects.toThrow("failed 1");
  expect(started).toEqual([1, 2]);
  expect(stopped).toEqual([1, 2]);
  await later(10);
});

test("whoever stops listening stops the work", async () => {
  const signals: AbortSignal[] = [];
  const work = async (_input: number, signal: AbortSignal): Promise<void> => void signals.push(signal);
  for await (const _result of mapInOrder([1, 2, 3, 4], 2, work, undefined)) break;
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test("hands an outer abort on to the work", async () => {
  const controller = new AbortController();
  const work = (_input: number, signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const all = collect(mapInOrder([1, 2], 2, work, controller.signal));
  controller.abort(new Error("enough"));
  await expect(all).rejects.toThrow("enough");
});
