import { beforeEach, describe, expect, it } from "vitest";
import { ConnectState } from "./connect-state/connect-state.ts";
import { FakeService } from "./fake-service.ts";

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

  it("strike their own operation alone", () => {
    service.faults.next({ operation: "GetDomain", error: "AccessDeniedException" });
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(outcomes("SearchCases", 1)).toEqual(["ok"]);
    expect(outcomes("ListDomains", 2)).toEqual(["ThrottlingException", "ok"]);
    expect(outcomes("GetDomain", 2)).toEqual(["AccessDeniedException", "ok"]);
  });

  it("never come with 0 times, and always with Infinity", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 0 });
    expect(outcomes("ListDomains", 1)).toEqual(["ok"]);
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: Number.POSITIVE_INFINITY });
    expect(new Set(outcomes("ListDomains", 100))).toEqual(new Set(["ThrottlingException"]));
  });

  it("carry their text, their members and when to come back", () => {
    const members = { resourceId: "r", resourceType: "Domain" };
    service.faults.next({
      operation: "ListDomains",
      error: "ThrottlingException",
      message: "slow down",
      members,
      retryAfterSeconds: 3,
    });
    expect(() => service.callByName("ListDomains", {})).toThrow(
      expect.objectContaining({ message: "slow down", status: 429, members, retryAfterSeconds: 3 }),
    );
  });

  it("have a text of their own where none is given", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    expect(() => service.callByName("ListDomains", {})).toThrow("ThrottlingException on demand");
  });

  it("deny operations for good, without using up what else is to come", () => {
    service.faults.next({ operation: "ListDomains", error: "ThrottlingException" });
    service.faults.deny("ListDomains", "GetDomain");
    expect(outcomes("ListDomains", 3)).toEqual(Array(3).fill("AccessDeniedException"));
    expect(outcomes("GetDomain", 1)).toEqual(["AccessDeniedException"]);
    expect(outcomes("SearchCases", 1)).toEqual(["ok"]);
  });

  it("take operations away", () => {
    service.faults.unsupport("SearchAllRelatedItems");
    expect(outcomes("SearchAllRelatedItems", 2)).toEqual(Array(2).fill("UnknownOperationException"));
    expect(outcomes("SearchCases", 1)).toEqual(["ok"]);
  });

  it("are gone after clear, of every kind", () => {
    const { faults } = service;
    faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 9 });
    faults.deny("GetDomain");
    faults.unsupport("SearchCases");
    faults.spoilLists({ nullEvery: 1 });
    faults.clear();
    for (const operation of ["ListDomains", "GetDomain", "SearchCases"]) expect(outcomes(operation, 1)).toEqual(["ok"]);
    service.state.addCase("d-1", "c-1");
    expect(service.callByName("SearchCases", { path: { domainId: "d-1" } }).cases).toHaveLength(1);
  });

  it("are not needed for an operation that never was", () => {
    expect(outcomes("NoSuchOperation", 1)).toEqual(["UnknownOperationException"]);
  });
});
