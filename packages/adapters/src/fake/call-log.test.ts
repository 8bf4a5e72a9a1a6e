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
