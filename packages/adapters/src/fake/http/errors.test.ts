import { describe, expect, it } from "vitest";
import { BATCH_GET, onTheWire } from "./on-the-wire.test-support.ts";

const BATCH = "BatchGetAttachedFileMetadata";
const CASES_ROUTES = [
  ["ListDomains", "/domains-list"],
  ["GetDomain", "/domains/d-1"],
  ["SearchCases", "/domains/d-1/cases-search"],
  ["SearchRelatedItems", "/domains/d-1/cases/c-1/related-items-search"],
  ["SearchAllRelatedItems", "/domains/d-1/related-items-search"],
] as const;

describe("an error on the wire", () => {
  it.each([
    ["AccessDeniedException", 403],
    ["InvalidRequestException", 400],
    ["ResourceNotFoundException", 404],
    ["ThrottlingException", 429],
    ["InternalServiceException", 500],
  ] as const)("of Connect has its name in a header and its text as Message: %s", async (error, status) => {
    const { fake, post } = await onTheWire();
    fake.faults.next({ operation: BATCH, error, message: "because" });
    const answer = await post(BATCH_GET, { FileIds: ["f"] });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-amzn-ErrorType")).toBe(error);
    expect(answer.headers.get("x-amzn-RequestId")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.has("Retry-After")).toBe(false);
    expect(answer.body).toEqual({ Message: "because" });
    expect((await post(BATCH_GET, { FileIds: ["f"] })).status).toBe(200);
  });

  it.each(
    CASES_ROUTES.flatMap(([operation, path]) =>
      (
        [
          ["AccessDeniedException", 403],
          ["ValidationException", 400],
          ["ResourceNotFoundException", 404],
          ["ThrottlingException", 429],
          ["InternalServerException", 500],
        ] as const
      ).map(([error, status]) => [operation, error, status, path] as const),
    ),
  )("of %s has its text as message: %s", async (operation, error, status, path) => {
    const { fake, post } = await onTheWire();
    fake.faults.next({ operation, error, message: "because" });
    const answer = await post(path, {});
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([status, error]);
    expect(answer.body).toEqual({ message: "because" });
    expect((await post(path, {})).status).toBe(200);
  });

  it("tells the reason of an invalid request", async () => {
    const { fake, post } = await onTheWire();
    const members = { Reason: { AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_TYPE" } };
    fake.faults.next({ operation: BATCH, error: "InvalidRequestException", message: "no", members });
    expect((await post(BATCH_GET, {})).body).toEqual({
      Message: "no",
      Reason: { AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_TYPE" },
    });
  });

  it("tells when to come back", async () => {
    const { fake, post } = await onTheWire();
    fake.faults.next({ operation: "ListDomains", error: "InternalServerException", retryAfterSeconds: 7 });
    expect((await post("/domains-list")).headers.get("Retry-After")).toBe("7");
  });

  it("has a request id of its own every time", async () => {
    const { fake, post } = await onTheWire();
    fake.faults.next({ operation: "ListDomains", error: "ThrottlingException", times: 20 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => post("/domains-list")));
    expect(new Set(answers.map(({ headers }) => headers.get("x-amzn-RequestId"))).size).toBe(40);
  });

  it("says of an operation that is not there yet what it says of one that never was", async () => {
    const { fake, post } = await onTheWire();
    fake.faults.next({
      operation: "SearchAllRelatedItems",
      error: "UnknownOperationException",
      message: "No operation answers POST /domains/d-1/related-items-search.",
      times: "always",
    });
    const gone = await post("/domains/d-1/related-items-search", {});
    const never = await post("/domains/d-1/no-such-search", {});
    for (const answer of [gone, never]) {
      expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([404, "UnknownOperationException"]);
      expect(answer.body).toEqual({ message: expect.stringMatching(/^No operation answers POST \/domains\/d-1\//) });
    }
  });

  it("is a 500 with a text where the fake itself is at fault, and the next request is served", async () => {
    const { attach, post } = await onTheWire();
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    attach("bad", { members: { Tags: loop } });
    attach("good");
    const answer = await post(BATCH_GET, { FileIds: ["bad"] });
    expect([answer.status, answer.headers.get("x-amzn-ErrorType")]).toEqual([500, "InternalFailure"]);
    expect(answer.body).toEqual({ Message: expect.stringContaining("circular") });
    expect((await post(BATCH_GET, { FileIds: ["good"] })).status).toBe(200);
  });
});
