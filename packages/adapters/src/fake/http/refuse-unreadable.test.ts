import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { onTheWire } from "./on-the-wire.test-support.ts";
import { refuseUnreadable } from "./refuse-connection.ts";

it("headers that are too large are answered with 431", async () => {
  const { raw } = await onTheWire();
  const heard = await raw(`POST / HTTP/1.1\r\nHost: fake\r\nX: ${"x".repeat(200_000)}\r\n\r\n`);
  expect(heard).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r$/m);
  expect(heard).toMatch(/^x-amzn-ErrorType: RequestEntityTooLargeException\r$/m);
});

it("a client that hangs up within a request hears nothing", async () => {
  const { server } = await onTheWire();
  const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
  let heard = "";
  socket.on("data", (data) => {
    heard += data;
  });
  socket.end("POST /domains-list HTTP/1.1\r\nHost: fa");
  await once(socket, "close");
  expect(heard).toBe("");
});

it.each([
  ["ERR_HTTP_REQUEST_TIMEOUT", null],
  ["ECONNRESET", null],
  ["HPE_INVALID_EOF_STATE", null],
  [undefined, null],
  ["HPE_INVALID_METHOD", "400 Bad Request"],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", "413 Payload Too Large"],
])("what Node says %s of is answered with %s", async (code, expected) => {
  const socket = new PassThrough();
  const heard: string[] = [];
  const write = socket.end.bind(socket);
  socket.end = ((text: string) => {
    heard.push(text.split("\r\n")[0] ?? "");
    return write();
  }) as typeof socket.end;
  refuseUnreadable(socket, Object.assign(new Error("unreadable"), code === undefined ? {} : { code }));
  expect([heard, socket.destroyed]).toEqual(expected === null ? [[], true] : [[`HTTP/1.1 ${expected}`], false]);
  socket.destroy();
});
