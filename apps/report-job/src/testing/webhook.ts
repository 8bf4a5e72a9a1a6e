import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach } from "vitest";

/** What a webhook was sent. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Ends the answer to what was sent. */
export type Answer = (response: ServerResponse, heard: Heard) => void;

export interface Webhook {
  /** Where it listens: `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** Whatever it was sent since the test began, in order. */
  readonly heard: readonly Heard[];
  /** The bodies of that, each as JSON. */
  messages<T>(): readonly T[];
  /** Answers so for the rest of the test; else with 200 and nothing. */
  answer(answer: Answer): void;
  /** Listens no more: connections are refused for the rest of the test. */
  close(): Promise<void>;
}

const agrees: Answer = (response) => void response.end();

/** A webhook on this machine for each test of the file that calls this, closed after it. */
export function useWebhook(): Webhook {
  let heard: Heard[] = [];
  let answer = agrees;
  let port = 0;
  let close = async (): Promise<void> => {};
  beforeEach(async () => {
    heard = [];
    answer = agrees;
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      const one = { path: request.url ?? "", headers: request.headers, body };
      heard.push(one);
      answer(response, one);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
    close = async () => {
      close = async () => {};
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
  });
  afterEach(() => close());
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get heard() {
      return heard;
    },
    messages: <T>() => heard.map(({ body }) => JSON.parse(body) as T),
    answer: (next) => {
      answer = next;
    },
    close: () => close(),
  };
}
