import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HealthServer, serveHealth } from "./health-server.ts";
import { BEGINNING, type Health, healthOf } from "./standing.ts";

const NOW = new Date("2026-11-24T06:00:00Z");
const GOOD = healthOf(BEGINNING, NOW, 0);
const HERE = { port: 0, host: "127.0.0.1" };

let health: Health;
let server: HealthServer;
beforeEach(async () => {
  health = GOOD;
  server = await serveHealth(HERE, () => health);
});
afterEach(() => server.close());

describe("the health endpoint", () => {
  it("answers with JSON, 200 while healthy and 503 otherwise", async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/healthz$/);
    const good = await fetch(server.url);
    expect(good.status).toBe(200);
    expect(good.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(good.headers.get("cache-control")).toBe("no-store");
    expect(await good.json()).toEqual(GOOD);

    health = { ...GOOD, status: "unhealthy", reasons: ["late"] };
    const bad = await fetch(`${server.url}?of=today`);
    expect(bad.status).toBe(503);
    expect(await bad.json()).toEqual(health);
  });

  it.each(["/", "/healthz/", "/healthz/../x", "/metrics", "//healthz"])("has nothing at %s", async (path) => {
    const answer = await fetch(new URL(server.url).origin + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: "There is nothing but /healthz." });
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("does not take %s", async (method) => {
    const answer = await fetch(server.url, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET");
  });

  it("closes though somebody holds a connection open", async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    await new Promise((resolve) => socket.once("connect", resolve));
    const gone = new Promise((resolve) => socket.once("close", resolve));
    await server.close();
    await gone;
    await expect(fetch(server.url)).rejects.toThrow();
    server = await serveHealth(HERE, () => health);
  });

  it.each([
    ["the port is taken", () => ({ port: Number(new URL(server.url).port), host: "127.0.0.1" }), "EADDRINUSE"],
    ["the address is not this machine's", () => ({ port: 0, host: "192.0.2.1" }), "EADDRNOTAVAIL"],
  ])("says what to do where %s", async (_, place, reason) => {
    await expect(serveHealth(place(), () => health)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(new RegExp(`cannot listen on .*${reason}.*schedule\\.healthPort`)),
    });
  });
});
