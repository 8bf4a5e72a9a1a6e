import { describe, expect, it } from "vitest";
import { CallLog } from "./call-log.ts";
import { createFakeConnect } from "./create-fake-connect.ts";

const INPUT = { path: {}, query: {}, body: {} };

describe("the call log", () => {
  it("tells calls oldest first, of all operations or of one", () => {
    const log = new CallLog();
    for (const operation of ["A", "B", "A"]) log.add({ operation, input: INPUT });
    expect(log.last().map((call) => call.operation)).toEqual(["A", "B", "A"]);
    expect(log.last("A")).toHaveLength(2);
    expect([log.count(), log.count("A"), log.count("B"), log.count("C")]).toEqual([3, 2, 1, 0]);
  });

  it("keeps the last 10,000 and counts them all", () => {
    const log = new CallLog();
    for (let index = 0; index < 35_000; index += 1) {
      log.add({ operation: "A", input: { ...INPUT, path: { index: String(index) } } });
    }
    expect(log.count()).toBe(35_000);
    const last = log.last();
    expect(last).toHaveLength(10_000);
    expect([last[0]?.input.path.index, last.at(-1)?.input.path.index]).toEqual(["25000", "34999"]);
  });

  it("keeps nothing of an input above 16 KiB but its size, on the wire or in memory", () => {
    const log = new CallLog();
    const nothing = { path: {}, query: {}, body: {} };
    log.add({ operation: "A", input: INPUT, error: "Nope" }, 16 * 1024 + 1);
    log.add({ operation: "A", input: { ...INPUT, body: { text: "x".repeat(16 * 1024) } } });
    // Little on the wire, but much in memory.
    log.add({ operation: "A", input: { ...INPUT, body: { list: Array.from({ length: 500 }, () => ({})) } } }, 1500);
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    log.add({ operation: "A", input: { ...INPUT, body: loop } });
    expect(log.last()).toEqual([
      { operation: "A", input: nothing, error: "Nope", leftOutBytes: 16 * 1024 + 1 },
      { operation: "A", input: nothing, leftOutBytes: expect.any(Number) },
      { operation: "A", input: nothing, leftOutBytes: 1500 },
      { operation: "A", input: nothing, leftOutBytes: expect.any(Number) },
    ]);
    log.add({ operation: "A", input: { ...INPUT, body: { text: "x".repeat(15 * 1024) } } }, 16 * 1024);
    expect(log.last().at(-1)).not.toHaveProperty("leftOutBytes");
  });

  it("keeps the last calls as far as 32 MiB go, and counts them all", () => {
    const log = new CallLog();
    const body = { text: "x".repeat(15 * 1024) };
    for (let index = 0; index < 25_000; index += 1) {
      log.add({ operation: "A", input: { ...INPUT, path: { index: String(index) }, body } });
    }
    const last = log.last();
    expect(last.length).toBeGreaterThan(1900);
    expect(last.length * 15 * 1024).toBeLessThan(32 * 1024 * 1024);
    expect([last.at(-1)?.input.path.index, log.count()]).toEqual(["24999", 25_000]);
    log.clear();
    log.add({ operation: "B", input: INPUT });
    expect(log.last()).toEqual([{ operation: "B", input: INPUT }]);
  });

  it("does not change under a reader's hands, and begins anew when it is cleared", () => {
    const log = new CallLog();
    log.add({ operation: "A", input: INPUT });
    const before = log.last();
    log.add({ operation: "A", input: INPUT });
    expect(before).toHaveLength(1);
    log.clear();
    expect([log.count(), log.count("A"), log.last()]).toEqual([0, 0, []]);
  });

  it("holds what came over the wire and through the port, with the error where there was one", async () => {
    const fake = createFakeConnect();
    fake.state.files.addInstance("i-1");
    const server = await fake.listen();
    const arn = "arn:aws:cases:eu-central-1:111122223333:domain/d/case/c";
    const path = `/attached-files/i-1?associatedResourceArn=${encodeURIComponent(arn)}`;
    await fetch(server.url + path, { method: "POST", body: new TextEncoder().encode('{"FileIds":["f"]}') });
    await fetch(server.url + path, { method: "POST", body: new TextEncoder().encode("{}") });
    await fetch(`${server.url}/no/such/thing`, { method: "POST" });
    await server.close();
    await fake.fileSource().getMetadata({ instanceId: "i-1", associatedResourceArn: arn, fileIds: ["f"] });
    const good = {
      operation: "BatchGetAttachedFileMetadata",
      input: { path: { InstanceId: "i-1" }, query: { associatedResourceArn: arn }, body: { FileIds: ["f"] } },
    };
    expect(fake.calls.last()).toEqual([
      good,
      { ...good, input: { ...good.input, body: {} }, error: "InvalidRequestException" },
      good,
    ]);
  });
});
