import { createFakeConnect, type FakeConnect } from "./create-fake-connect.ts";
import type { Dataset } from "./dataset/seed-dataset.ts";

export interface ServeFakeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly cases: number;
}

/** A fake that listens. */
export interface FakeServing {
  /** What a client needs to know, printed as one line of JSON. */
  readonly line: { readonly url: string } & Dataset;
  readonly fake: FakeConnect;
  close(): Promise<void>;
}

/**
 * Makes a contact centre and serves it.
 *
 * @throws {Error} the port is taken, or the host is not this machine's.
 */
export async function serveFake(options: ServeFakeOptions): Promise<FakeServing> {
  const { port, host, seed, cases } = options;
  const fake = createFakeConnect();
  const dataset = fake.seed({ seed, cases });
  const server = await fake.listen({ port, host });
  return { line: { url: server.url, ...dataset }, fake, close: () => server.close() };
}
