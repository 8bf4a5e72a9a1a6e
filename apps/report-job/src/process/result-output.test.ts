import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { resultOutput } from "./result-output.ts";

async function writing(code: string): Promise<{ troubles: string[]; gone: number; writes: number }> {
  const seen = { troubles: [] as string[], gone: 0, writes: 0 };
  // As the stream of a file: it fails anew at every write.
  const stream = Object.assign(new EventEmitter(), {
    write: () => {
      seen.writes += 1;
      setImmediate(() => stream.emit("error", Object.assign(new Error(`${code}: trouble`), { code })));
    },
  });
  const out = resultOutput(
    stream as unknown as NodeJS.WritableStream,
    (error) => seen.troubles.push(error.message),
    () => {
      seen.gone += 1;
    },
  );
  out("one");
  out("two");
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  out("three");
  return seen;
}

describe("results on standard output", () => {
  it("tell of a disk that is full, once, and write no more", async () => {
    expect(await writing("ENOSPC")).toEqual({ troubles: ["ENOSPC: trouble"], gone: 0, writes: 2 });
  });

  it("say nothing of a reader that has gone away, and let whoever makes them stop", async () => {
    expect(await writing("EPIPE")).toEqual({ troubles: [], gone: 1, writes: 2 });
  });
});
