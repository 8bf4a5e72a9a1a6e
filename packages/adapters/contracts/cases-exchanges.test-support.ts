import type { DiscoverOptions } from "@attached-files/core";
import type { PactV4 } from "@pact-foundation/pact";
import { connectReferenceSource } from "../src/cases/index.ts";

const JSON_TYPE = { "Content-Type": "application/json" };

/** A request of the source to Cases, and the answer to it. */
export interface Exchange {
  readonly state: string;
  readonly description: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly request?: unknown;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** One mock of the service that answers all of the exchanges; each of them must be asked for. */
export async function playExchanges(
  pact: PactV4,
  all: readonly Exchange[],
  use: (url: string) => Promise<void>,
): Promise<void> {
  const [last, ...before] = [...all].reverse();
  if (last === undefined) throw new Error("no exchange");
  for (const one of before.reverse()) add(pact, one);
  await add(pact, last).executeTest((server) => use(server.url));
}

function add(pact: PactV4, one: Exchange) {
  return pact
    .addInteraction()
    .given(one.state)
    .uponReceiving(one.description)
    .withRequest("POST", one.path, (builder) => {
      if (one.query !== undefined) builder.query(one.query);
      if (one.request !== undefined) builder.headers(JSON_TYPE).jsonBody(one.request);
    })
    .willRespondWith(one.status ?? 200, (builder) => {
      builder.headers({ ...JSON_TYPE, ...one.headers }).jsonBody(one.body);
    });
}

/** All that the real source finds there; in all domains that are listed where none is named. */
export async function discover(url: string, domainIds?: readonly string[], options: DiscoverOptions = {}) {
  const source = connectReferenceSource({
    region: "eu-central-1",
    endpoint: url.replace("localhost", "127.0.0.1"),
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    casesAtOnce: 1,
    ...(domainIds === undefined ? {} : { domainIds }),
  });
  try {
    const pages = await Array.fromAsync(source.discover(options));
    return {
      references: pages.flatMap((page) => page.references),
      irregularities: pages.flatMap((page) => page.irregularities),
    };
  } finally {
    await source.close();
  }
}
