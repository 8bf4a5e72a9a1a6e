import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeService } from "../fake-service.ts";
import { answerRequest } from "./answer-request.ts";

export interface ListenOptions {
  /** 0 takes any free port. @default 0 */
  readonly port?: number;
  /** @default 127.0.0.1: this machine alone */
  readonly host?: string;
}

export interface FakeServer {
  /** As http://127.0.0.1:4010; give it to an AWS client as its endpoint. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and every open connection. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Serves the fake over HTTP, both services on one port.
 *
 * @throws {Error} the port is taken, or the host is not this machine's.
 */
export async function serve(service: FakeService, options: ListenOptions = {}): Promise<FakeServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const server = createServer((request, response) => void answerRequest(service, request, response));
  server.on("clientError", (_error, socket) => {
    // Not HTTP at all: told so, as far as the connection still takes it.
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.destroy();
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () => {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}
