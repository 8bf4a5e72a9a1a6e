import type { State } from "./open-state.ts";

/** The run that some process has begun and none has finished. */
export async function unfinishedRun({ connection }: State): Promise<
  | {
      readonly slot: string;
      readonly input: string;
      readonly inputDigest: string;
      readonly sourceDigest: string | null;
    }
  | undefined
> {
  const running = await connection.runAndReadAll(
    "SELECT slot, input, input_digest, source_digest FROM runs WHERE status = 'running'",
  );
  const [row] = running.getRowsJS();
  if (row === undefined) return undefined;
  const [slot, input, inputDigest, sourceDigest] = row;
  return {
    slot: String(slot),
    input: String(input),
    inputDigest: String(inputDigest),
    sourceDigest: typeof sourceDigest === "string" ? sourceDigest : null,
  };
}
