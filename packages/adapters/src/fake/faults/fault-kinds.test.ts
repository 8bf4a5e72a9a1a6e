import { beforeEach, expect, it } from "vitest";
import { ConnectState } from "../connect-state/connect-state.ts";
import { FakeService } from "../fake-service.ts";

let service: FakeService;
beforeEach(() => {
  service = new FakeService(new ConnectState(() => new Date(0)));
  service.state.addDomain({ partition: "aws", region: "eu-central-1", account: "111122223333", domainId: "d-1" });
});

it("faults of two kinds fall on one call, of one kind on one after the other", () => {
  for (const latencyMs of [5, 6]) service.faults.next({ latencyMs });
  service.faults.next({ error: "ThrottlingException" });
  service.faults.next({ body: "html" });
  service.faults.next({ reset: "after-answer" });
  const first = service.serveByName("ListDomains", {});
  expect(first).toMatchObject({ latencyMs: 5, reset: "after-answer", body: { body: "html" } });
  expect(first.reply).toMatchObject({ error: { name: "ThrottlingException" } });
  const second = service.serveByName("ListDomains", {});
  expect(second).toEqual({ latencyMs: 6, reset: undefined, body: undefined, reply: { answer: expect.anything() } });
  expect(service.calls.last().map(({ struckBy }) => struckBy)).toEqual([
    [{ latencyMs: 5 }, { reset: "after-answer" }, { error: "ThrottlingException" }, { body: "html" }],
    [{ latencyMs: 6 }],
  ]);
});

it("faults wait where they could not show themselves", () => {
  service.faults.next({ reset: "before-answer" });
  service.faults.next({ body: "truncated" });
  service.faults.next({ error: "AccessDeniedException" });
  service.faults.next({ answer: "null-entries" });
  expect(service.serveByName("SearchCases", { path: { domainId: "d-1" } }).reply).toBeUndefined();
  const again = [0, 1].map(() => service.serveByName("SearchCases", { path: { domainId: "d-1" } }).reply);
  expect(again).toMatchObject([{ error: { name: "AccessDeniedException" } }, { answer: { cases: [] } }]);
  service.state.addCase("d-1", "c-1");
  const search = () => service.callByName("SearchCases", { path: { domainId: "d-1" } }).cases;
  expect([search(), search()]).toMatchObject([[null, { caseId: "c-1" }], [{ caseId: "c-1" }]]);
  expect(service.calls.last().map(({ struckBy }) => struckBy)).toEqual([
    [{ reset: "before-answer" }],
    [{ error: "AccessDeniedException" }, { body: "truncated" }],
    undefined,
    [{ answer: "null-entries" }],
    undefined,
  ]);
});
