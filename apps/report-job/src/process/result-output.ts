/**
 * Writes results to standard output. Trouble is told once: a full disk is trouble, a reader that has gone away (`| head`)
 * is none, and whoever makes results
 * for it may stop.
 */
export function resultOutput(
  stream: NodeJS.WritableStream,
  onTrouble: (error: NodeJS.ErrnoException) => void,
  onGone: () => void,
): (text: string) => void {
  let broken = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (broken) return;
    broken = true;
    if (error.code === "EPIPE") onGone();
    else onTrouble(error);
  });
  return (text) => {
    // A stream that has failed once would tell of every further write.
    if (!broken) stream.write(text);
  };
}
