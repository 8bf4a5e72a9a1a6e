import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { resultOutput } from "./result-output.ts";

async function writing(code: string): Promise<{ troubles: string[]; gone: number; writes: number }> {
  const seen = { troubles: [] as string[], gone: 0, writes: 0 };
  const stream = new Writable({
    autoDestroy: false,
    write: (_chunk, _encoding, done) => {
      seen.writes += 1;
      done(Object.assign(new Error(`${code}: trouble`), { code }));
    },
  });
  const out = resultOutput(
    stream,
    (error) => seen.troubles.push(error.message),
    () => {
      seen.gone += 1;
    },
  );
  for (let time = 0; time < 3; time += 1) {
    out("text");
    await new Promise(setImmediate);
  }
  return seen;
}

describe("results on standard output", () => {
  it("tell of a disk that is full, once, and write no more", async () => {
    expect(await writing("ENOSPC")).toEqual({ troubles: ["ENOSPC: trouble"], gone: 0, writes: 1 });
  });

  it("say nothing of a reader that has gone away, and let whoever makes them stop", async () => {
    expect(await writing("EPIPE")).toEqual({ troubles: [], gone: 1, writes: 1 });
  });
});
