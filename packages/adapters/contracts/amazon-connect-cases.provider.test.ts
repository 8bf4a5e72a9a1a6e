import { committedPact, PAIRS, type StateHandler, type StateValues, verifyPact } from "@attached-files/pacts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeConnect, type FakeConnect, type FakeErrorName, type FakeServer } from "../src/fake/index.ts";

const PAIR = PAIRS[2];
const HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" } as const;
const OCTOBER = new Date("2026-10-01T08:00:00.000Z");
const SEARCH = "SearchAllRelatedItems";

let fake: FakeConnect;
let server: FakeServer;
beforeEach(async () => {
  fake = createFakeConnect();
  server = await fake.listen();
});
afterEach(() => server.close());

/** An account with these domains and nothing else. */
function account(...domainIds: readonly string[]): void {
  fake.faults.clear();
  fake.state.domains.clear();
  fake.state.largestPage = Number.POSITIVE_INFINITY;
  for (const domainId of domainIds) fake.state.addDomain({ ...HOME, domainId });
}

function attach(fileId: string, caseId: string, domainId = "d-1", associatedAt = OCTOBER): void {
  fake.state.attachFile({ domainId, caseId, instanceId: "i-1", fileId, associatedAt });
  const last = fake.state.domain(domainId).items.at(-1);
  if (last) Object.assign(last, { relatedItemId: `item-${fileId}` });
}

/** Asks for the first page as the contract does, and gives its token to the request for the second. */
async function firstPage(path: string, body: object = {}): Promise<StateValues> {
  const answer = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const { nextToken } = (await answer.json()) as { nextToken: string };
  return { nextToken };
}

const FILES = { filters: [{ file: {} }], maxResults: 25 };
const FILES_BY_TIME = { ...FILES, sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }] };
const NEWEST_FILES = { ...FILES, sorts: [{ sortProperty: "AssociationTime", sortOrder: "Desc" }] };
const CASES = { maxResults: 100, sorts: [{ fieldId: "created_datetime", sortOrder: "Asc" }] };

function twoFiles(caseOfSecond: string): void {
  account("d-1");
  attach("f-1", "c-1");
  attach("f-2", caseOfSecond);
  fake.state.largestPage = 1;
}

/** A file a day, attached in no order. */
function threeDays(): void {
  account("d-1");
  attach("f-2", "c-2", "d-1", new Date("2026-10-02T08:00:00.000Z"));
  attach("f-3", "c-1", "d-1", new Date("2026-10-03T08:00:00.000Z"));
  attach("f-1", "c-1");
  fake.state.largestPage = 1;
}

function twoCases(): void {
  account("d-1");
  fake.state.addCase("d-1", "c-1");
  fake.state.addCase("d-1", "c-2");
  fake.state.largestPage = 1;
}

function failing(error: FakeErrorName, members?: Record<string, string>): StateHandler {
  return () => {
    account("d-1");
    fake.faults.next({ operation: SEARCH, error, ...(members === undefined ? {} : { members }) });
    return undefined;
  };
}

/** An account with a domain that is listed, and was never made. */
function uncreated(): undefined {
  account();
  fake.state.addDomain({ ...HOME, domainId: "d-7", status: "CreationFailed" });
}

const STATES: Readonly<Record<string, StateHandler>> = {
  "the domain d-1 holds f-1 and f-2 on two pages, with a null entry": () => {
    twoFiles("c-2");
    fake.faults.next({ answer: "null-entries", every: 10, times: "always" });
    return undefined;
  },
  "the first page of the files of the domain d-1 was read": () => {
    twoFiles("c-2");
    return firstPage("/domains/d-1/related-items-search", FILES_BY_TIME);
  },
  "the domain d-1 holds f-3, f-2 and f-1 on three pages, the newest first": () => void threeDays(),
  "the first page of the newest files of the domain d-1 was read": () => {
    threeDays();
    return firstPage("/domains/d-1/related-items-search", NEWEST_FILES);
  },
  "the next search of the domain d-1 fails with ResourceNotFoundException": failing("ResourceNotFoundException", {
    resourceId: "d-1",
    resourceType: "Domain",
  }),
  "the next search of the domain d-1 fails with ValidationException": failing("ValidationException"),
  "the next search of the domain d-1 fails with ThrottlingException": failing("ThrottlingException"),
  "the next search of the domain d-1 fails with InternalServerException": failing("InternalServerException"),
  "the search of the domain d-1 is denied": failing("AccessDeniedException"),
  "the domain d-1 holds the cases c-1 and c-2 on two pages, with a null entry": () => {
    twoCases();
    fake.faults.next({ answer: "null-entries", every: 10, times: "always" });
    return undefined;
  },
  "the case c-1 holds f-1 and f-2 on two pages, with a null entry": () => {
    twoFiles("c-1");
    fake.faults.next({ answer: "null-entries", every: 10, times: "always" });
    return undefined;
  },
  "the first page of the files of the case c-1 was read": () => {
    twoFiles("c-1");
    return firstPage("/domains/d-1/cases/c-1/related-items-search", FILES);
  },
  "the first page of the cases of the domain d-1 was read": () => {
    twoCases();
    return firstPage("/domains/d-1/cases-search", CASES);
  },
  "the case c-2 holds no files": () => {
    twoCases();
    return undefined;
  },
  "the account holds the domains d-8 and d-9 on two pages": () => {
    account("d-8", "d-9");
    fake.state.largestPage = 1;
    return undefined;
  },
  "the first page of domains was read": () => {
    account("d-8", "d-9");
    fake.state.largestPage = 1;
    return firstPage("/domains-list?maxResults=10");
  },
  "the domain d-8 holds the file f-d-8": () => {
    account("d-8");
    attach("f-d-8", "c-1", "d-8");
    return undefined;
  },
  "the domain d-9 holds the file f-d-9": () => {
    account("d-9");
    attach("f-d-9", "c-1", "d-9");
    return undefined;
  },
  "the account holds the domain d-7, whose creation has failed": uncreated,
  "the next search of the domain d-7, whose creation has failed, fails with ValidationException": () => {
    uncreated();
    fake.faults.next({ operation: SEARCH, error: "ValidationException" });
    return undefined;
  },
  "the creation of the domain d-7 has failed": uncreated,
  "the account holds the domain d-6, which is about to go": () => void account("d-6"),
  "the domain d-6 is gone": () => void account(),
};

const TWO_PAGES_OF_A_CASE = "the case c-1 holds f-1 and f-2 on two pages, with a null entry";

describe("the fake's wire, as amazon-connect-cases", () => {
  it("keeps the contract, in every interaction", async () => {
    const verified = await verifyPact({ pact: committedPact(PAIR), pair: PAIR, states: STATES, baseUrl: server.url });
    expect(verified).toBe(24);
  });

  it.each([
    [
      "puts both pages in one",
      {
        [TWO_PAGES_OF_A_CASE]: async (): Promise<undefined> => {
          await STATES[TWO_PAGES_OF_A_CASE]?.();
          fake.state.largestPage = Number.POSITIVE_INFINITY;
          return undefined;
        },
      },
      /'a request for the first page of a case's files', given .*: \$: Actual map is missing the following keys: nextToken/,
    ],
    [
      "finds nothing",
      { [TWO_PAGES_OF_A_CASE]: (): undefined => void account("d-1") },
      /'a request for the first page of a case's files', given .*: expected 200 but was 404/,
    ],
    [
      "calls a domain active that was not created",
      { "the creation of the domain d-7 has failed": () => void account("d-7") },
      /'a request for the status of a domain that was not created', given .*: \$\.domainStatus: Expected 'Active'/,
    ],
    [
      "tells of a domain that is gone",
      { "the domain d-6 is gone": () => void account("d-6") },
      /'a request for the status of a domain that is gone', given .*: expected 404 but was 200/,
    ],
    [
      "gives the oldest first to whoever asks for the newest",
      {
        "the domain d-1 holds f-3, f-2 and f-1 on three pages, the newest first": () => {
          account("d-1");
          attach("f-1", "c-1");
          attach("f-2", "c-1");
          fake.state.largestPage = 1;
          return undefined;
        },
      },
      /'a request for the first page of a domain's newest files', given .*: \$\.relatedItems\[0\].*f-3/,
    ],
    [
      "sends another error",
      { "the search of the domain d-1 is denied": failing("ValidationException") },
      /'a request for a domain's files that is denied', given .*: expected 403 but was 400/,
    ],
  ] as const)("goes red when it %s", async (_, broken, expected) => {
    const states = { ...STATES, ...broken } as typeof STATES;
    await expect(verifyPact({ pact: committedPact(PAIR), pair: PAIR, states, baseUrl: server.url })).rejects.toThrow(
      expected,
    );
  });
});
