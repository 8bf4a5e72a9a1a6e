import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What a client heard until its connection ended, and how that ended. */
export interface Heard {
  readonly text: string;
  /** The error's code, as ECONNRESET; undefined where the server said goodbye. */
  readonly code: string | undefined;
}

/** A client that knows TCP and no more. */
export interface BareClient {
  send(method: string, path: string, body?: string): void;
  /** What was heard when the connection has ended. */
  end(): Promise<Heard>;
  /** Waits for more to be heard. */
  more(): Promise<string>;
}

export async function bareClient(port: number): Promise<BareClient> {
  const socket: Socket = connect(port, "127.0.0.1");
  let text = "";
  let code: string | undefined;
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    code = error.code;
  });
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  await once(socket, "connect");
  return {
    send: (method, path, body = "{}") =>
      void socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    end: async () => {
      await closed;
      return { text, code };
    },
    more: async () => {
      await once(socket, "data");
      return text;
    },
  };
}
