/** Does work again and again, until what it answers is called. */
export type Repeat = (everyMs: number, work: () => void) => () => void;

/** By a timer of the system, which keeps no process alive. */
export const systemRepeat: Repeat = (everyMs, work) => {
  const timer = setInterval(work, everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
