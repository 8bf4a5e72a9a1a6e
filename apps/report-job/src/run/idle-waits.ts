/** Waits of this process in which nothing is under way: for another process, or for the next slot. */
let waits = 0;

/** Waits, so that whoever asks is told that nothing is under way. */
export async function waitIdly<T>(wait: () => Promise<T>): Promise<T> {
  waits += 1;
  try {
    return await wait();
  } finally {
    waits -= 1;
  }
}

/** Whether this process does nothing but wait. */
export function isIdle(): boolean {
  return waits > 0;
}
