import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { createFakeConnect } from "../index.ts";
import { onTheWire } from "./on-the-wire.test-support.ts";

const HAS_IPV6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === "::1"));

async function idleConnection(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.write("POST /domains-list HTTP/1.1\r\nHost: fake\r\n\r\n");
  await once(socket, "data");
  return socket;
}

describe("the fake's server", () => {
  it("picks a free port and tells where it listens", async () => {
    const { server } = await onTheWire();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(server.port).toBeGreaterThan(0);
  });

  it.skipIf(!HAS_IPV6)("listens on IPv6 where it was told to (skipped where this machine has none)", async () => {
    const server = await createFakeConnect().listen({ host: "::1" });
    expect(server.url).toBe(`http://[::1]:${server.port}`);
    expect((await fetch(`${server.url}/domains-list`, { method: "POST" })).status).toBe(200);
    await server.close();
  });

  it("rejects when the port is taken", async () => {
    const { server } = await onTheWire();
    await expect(createFakeConnect().listen({ port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("keeps a connection open from request to request", async () => {
    const { server } = await onTheWire();
    const socket = await idleConnection(server.port);
    socket.write("POST /domains-list HTTP/1.1\r\nHost: fake\r\n\r\n");
    const [heard] = await once(socket, "data");
    expect(String(heard)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  it("ends idle connections and requests that are underway when it closes, at once, and can be closed twice", async () => {
    const { server } = await onTheWire();
    const idle = await idleConnection(server.port);
    const underway = connect(server.port, "127.0.0.1");
    underway.write("POST /domains-list HTTP/1.1\r\nHost: fake\r\nContent-Length: 10\r\n\r\n{");
    underway.on("error", () => {});
    idle.on("error", () => {});
    await once(underway, "connect");
    const ended = [idle, underway].map((socket) => new Promise((resolve) => socket.on("close", resolve)));
    const before = performance.now();
    await Promise.all([server.close(), server.close()]);
    await Promise.all(ended);
    // Far below any keep-alive timeout.
    expect(performance.now() - before).toBeLessThan(2000);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it("frees its port for the next one", async () => {
    const first = await createFakeConnect().listen();
    await first.close();
    const second = await createFakeConnect().listen({ port: first.port });
    expect(second.port).toBe(first.port);
    await second.close();
  });

  it("shares nothing with another fake", async () => {
    const one = await onTheWire();
    const other = await createFakeConnect().listen();
    one.attach("f");
    expect(await (await fetch(`${other.url}/domains-list`, { method: "POST" })).json()).toEqual({ domains: [] });
    await other.close();
  });
});
