/**
 * Works on a few inputs at a time and gives the results in the order of the inputs. Whoever stops listening, or the
 * first failure, ends what is still under way.
 */
export async function* mapInOrder<Input, Output>(
  inputs: Iterable<Input>,
  atOnce: number,
  work: (input: Input, signal: AbortSignal) => Promise<Output>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Output, void, undefined> {
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const underWay: Promise<Output>[] = [];
  try {
    for (const input of inputs) {
      const next = underWay.length < atOnce ? undefined : underWay.shift();
      if (next !== undefined) yield await next;
      const working = work(input, either);
      // It is awaited in its turn, if that comes; a failure before that must not end the process.
      working.catch(() => {});
      underWay.push(working);
    }
    for (const working of underWay) yield await working;
  } finally {
    stop.abort();
  }
}
