import { expect, it } from "vitest";
import { BATCH_GET, onTheWire } from "../http/on-the-wire.test-support.ts";
import { bareClient } from "./bare-client.test-support.ts";

const IDS = '{"FileIds":["a"]}';
const lengthOf = (text: string): number => Number(/^Content-Length: (\d+)\r$/m.exec(text)?.[1]);
const bodyOf = (text: string): string => text.slice(text.indexOf("\r\n\r\n") + 4);

it.each([
  ["before-answer", true],
  ["within-answer", false],
  ["after-answer", false],
] as const)("a file that is deleted over a connection that is reset %s is still there: %s", async (reset, isThere) => {
  const { fake, server, attach } = await onTheWire();
  attach("a");
  fake.faults.next({ reset });
  const client = await bareClient(server.port);
  client.send("DELETE", BATCH_GET.replace("?", "/a?"), "");
  const { text, code } = await client.end();
  expect([text !== "", code]).toEqual([reset !== "before-answer", "ECONNRESET"]);
  expect(fake.calls.last()).toMatchObject([{ operation: "DeleteAttachedFile", struckBy: [{ reset }] }]);
  expect(fake.calls.last()[0]).not.toHaveProperty("error");
  expect(fake.state.files.get("i-1", "a") !== undefined).toBe(isThere);
});

it("a connection that is reset within the answer breaks after half of the body that was promised", async () => {
  const { fake, server, attach } = await onTheWire();
  attach("a", { members: { FileName: "ß".repeat(5000) } });
  fake.faults.next({ reset: "within-answer" });
  const client = await bareClient(server.port);
  client.send("POST", BATCH_GET, IDS);
  const { text, code } = await client.end();
  expect([text.slice(0, 12), code]).toEqual(["HTTP/1.1 200", "ECONNRESET"]);
  const got = Buffer.byteLength(bodyOf(text));
  expect(got).toBeGreaterThan(5000);
  expect(Math.abs(lengthOf(text) / got - 2)).toBeLessThan(0.01);
  expect(fake.calls.last()).toMatchObject([{ struckBy: [{ reset: "within-answer" }] }]);
});

it("a connection that is reset after the answer gives all of it, however large, and then breaks", async () => {
  const { fake, server, attach } = await onTheWire();
  attach("a", { members: { FileName: "x".repeat(300_000) } });
  fake.faults.next({ reset: "after-answer" });
  const client = await bareClient(server.port);
  client.send("POST", BATCH_GET, IDS);
  const { text, code } = await client.end();
  expect([code, bodyOf(text).length]).toEqual(["ECONNRESET", lengthOf(text)]);
  expect(JSON.parse(bodyOf(text))).toMatchObject({ Files: [{ FileId: "a" }] });
});

it("the next request on a connection that breaks after an answer is lost, and was not made", async () => {
  const { fake, server } = await onTheWire();
  fake.faults.next({ reset: "after-answer" });
  const client = await bareClient(server.port);
  client.send("POST", "/domains-list");
  await client.more();
  client.send("POST", "/domains-list");
  const { text, code } = await client.end();
  expect([text.match(/HTTP\/1\.1/g)?.length, code]).toEqual([1, "ECONNRESET"]);
  expect(fake.calls.count()).toBe(1);
});
