import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Whoever is told of reports: webhooks and AWS's services alike. */
export interface Listeners {
  readonly url: string;
  /** What was sent, by the path that it was sent to. */
  readonly heard: ReadonlyMap<string, string>;
  /** All of it since it was forgotten, in the order in which it came. */
  readonly bodies: readonly string[];
  /** How often anything was sent since it was forgotten. */
  calls(): number;
  /** Forgets what was sent. */
  forget(): void;
  close(): Promise<void>;
}

/** Listens on this machine, and agrees with everything. */
export async function listen(): Promise<Listeners> {
  const heard = new Map<string, string>();
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const path = request.headers["x-amz-target"]?.toString() ?? request.url ?? "";
    heard.set(path, body);
    bodies.push(body);
    if (path === "/sns/") {
      response.setHeader("content-type", "text/xml");
      response.end("<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
    } else {
      response.setHeader("content-type", "application/x-amz-json-1.1");
      response.end('{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    bodies,
    calls: () => bodies.length,
    forget: () => {
      heard.clear();
      bodies.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
