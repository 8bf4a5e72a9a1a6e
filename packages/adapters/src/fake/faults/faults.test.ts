import { beforeEach, describe, expect, it } from "vitest";
import { ConnectState } from "../connect-state/connect-state.ts";
import { FakeService } from "../fake-service.ts";

describe("faults", () => {
  let service: FakeService;
  beforeEach(() => {
    service = new FakeService(new ConnectState(() => new Date(0)));
    service.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
  });

  /** What the calls are answered with: an error's name, or ok. */
  function outcomes(operation: string, calls: number): string[] {
    return Array.from({ length: calls }, () => {
      try {
        service.callByName(operation, { path: { domainId: "d-1" } });
        return "ok";
      } catch (error) {
        return (error as Error).name;
      }
    });
  }

  it("come once where nothing else is said, and then no more", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(outcomes("ListDomains", 3)).toEqual(["ThrottlingException", "ok", "ok"]);
  });

  it("come in the order in which they were asked for, each as often as it was", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 2 });
    service.faults.next({ operation: "ListDomains", error: "InternalServerException" });
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(outcomes("ListDomains", 5)).toEqual([
      "ThrottlingException",
      "ThrottlingException",
      "InternalServerException",
      "ThrottlingException",
      "ok",
    ]);
  });

  it("strike their own operation alone, or any where none is named", () => {
    service.faults.next({ operation: "GetDomain", error: "AccessDeniedException" });
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(outcomes("SearchCases", 1)).toEqual(["ok"]);
    expect(outcomes("ListDomains", 2)).toEqual(["ThrottlingException", "ok"]);
    expect(outcomes("GetDomain", 2)).toEqual(["AccessDeniedException", "ok"]);
    service.faults.next({ error: "ValidationException" });
    expect(outcomes("SearchCases", 1)).toEqual(["ValidationException"]);
  });

  it("never come with 0 times, and without end with always", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 0 });
    expect(outcomes("ListDomains", 1)).toEqual(["ok"]);
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: "always" });
    expect(new Set(outcomes("ListDomains", 100))).toEqual(new Set(["ThrottlingException"]));
  });

  it("carry their text, their members and when to come back", () => {
    const members = { resourceId: "r", resourceType: "Domain" };
    const details = { message: "slow down", members, retryAfterSeconds: 3 };
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", ...details });
    expect(() => service.callByName("ListDomains", {})).toThrow(expect.objectContaining({ ...details, status: 429 }));
  });

  it("have a text of their own where none is given", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(() => service.callByName("ListDomains", {})).toThrow("ThrottlingException on demand to ListDomains");
  });

  it("throttle a storm's calls of its own operation, before the errors that are due", () => {
    service.faults.next({ operation: "ListDomains", storm: { calls: 3 } });
    service.faults.next({ operation: "ListDomains", error: "AccessDeniedException" });
    expect(outcomes("ListDomains", 2)).toEqual(["ThrottlingException", "ThrottlingException"]);
    expect(outcomes("GetDomain", 1)).toEqual(["ok"]);
    expect(service.faults.pending()).toMatchObject([{ storm: { calls: 3 }, left: 1 }, { left: 1 }]);
    expect(outcomes("ListDomains", 3)).toEqual(["ThrottlingException", "AccessDeniedException", "ok"]);
  });

  it("that are scripted come before those that are drawn, and both end after their times", () => {
    service.faults.sometimes({ error: "AccessDeniedException", probability: 1, times: 2 });
    service.faults.next({ error: "ThrottlingException" });
    expect(outcomes("ListDomains", 4)).toEqual([
      "ThrottlingException",
      "AccessDeniedException",
      "AccessDeniedException",
      "ok",
    ]);
  });

  it("are told while they can still strike", () => {
    service.faults.next({ error: "ThrottlingException", times: 2 });
    service.faults.sometimes({ latencyMs: 1, probability: 0 });
    outcomes("ListDomains", 1);
    const drawn = { latencyMs: 1, probability: 0, left: "always" };
    expect(service.faults.pending()).toEqual([{ error: "ThrottlingException", times: 2, left: 1 }, drawn]);
    outcomes("ListDomains", 1);
    expect(service.faults.pending()).toEqual([drawn]);
  });

  it("are gone after clear, of every kind", () => {
    const { faults } = service;
    faults.next({ storm: { calls: 9 } });
    outcomes("ListDomains", 1);
    faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 9 });
    faults.sometimes({ answer: "extra-member", probability: 1 });
    faults.clear();
    expect(faults.pending()).toEqual([]);
    expect(service.serveByName("ListDomains", {}).reply).toHaveProperty("answer");
  });

  it("do not change when their giver's object does", () => {
    const members = { resourceId: "r" };
    service.faults.next({ error: "ResourceNotFoundException", members });
    members.resourceId = "other";
    expect(() => service.callByName("ListDomains", {})).toThrow(
      expect.objectContaining({ members: { resourceId: "r" } }),
    );
  });

  it("are not needed for an operation that never was", () => {
    expect(outcomes("NoSuchOperation", 1)).toEqual(["UnknownOperationException"]);
  });
});
