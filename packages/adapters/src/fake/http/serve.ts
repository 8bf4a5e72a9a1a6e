import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeService } from "../fake-service.ts";
import { BYTES_PREFIX } from "../life-cycle/signed-urls.ts";
import { FakeError } from "../operations/fake-error.ts";
import { answerAdmin, isAdminRequest } from "./admin/answer-admin.ts";
import { answerRequest } from "./answer-request.ts";
import { isDoomed, resetConnection } from "./break-connection.ts";
import { isBelow } from "./read-target.ts";
import { refuseConnection, refuseUnreadable } from "./refuse-connection.ts";
import { answerBytes } from "./s3/answer-bytes.ts";

const HTTP = {
  // A token of 9,000 characters travels in a query, where each may take three.
  maxHeaderSize: 64 * 1024,
  // Longer than clients keep an idle connection, so that none writes to one that is just being closed.
  keepAliveTimeout: 65_000,
  requireHostHeader: false,
};

/** Where a fake listens. */
export interface ListenOptions {
  /** 0 takes any free port. @default 0 */
  readonly port?: number;
  /** @default 127.0.0.1: this machine alone */
  readonly host?: string;
}

/** A fake that listens. */
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
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (isDoomed(request.socket)) resetConnection(request.socket);
    else if (isAdminRequest(request)) void answerAdmin(service, host, request, response);
    else if (isBelow(request.url, BYTES_PREFIX)) void answerBytes(service.state, request, response);
    else void answerRequest(service, request, response);
  };
  const server = createServer(HTTP, answer);
  server.on("checkExpectation", answer);
  server.on("clientError", (error, socket) => refuseUnreadable(socket, error));
  server.on("connect", (_request, socket) =>
    refuseConnection(socket, new FakeError("UnknownOperationException", "No tunnels here.")),
  );
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
