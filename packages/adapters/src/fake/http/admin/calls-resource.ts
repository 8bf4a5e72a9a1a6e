import { InvalidInputError, show } from "@attached-files/core";
import { OPERATIONS } from "../../operations/index.ts";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

const SHOWN = 100;
const MOST_SHOWN = 10_000;
const NAMES = OPERATIONS.map(({ name }) => name);

/** The calls that reached the fake: how many, and the last of them. */
export const CALLS_ROUTES: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "calls",
    answer: ({ service, query }) => {
      const operation = readOperation(query.operation);
      const last = readLast(query.last);
      return {
        status: 200,
        body: {
          count: service.calls.count(operation),
          counts: service.calls.counts(),
          calls: last === 0 ? [] : service.calls.last(operation).slice(-last),
        },
      };
    },
  },
  {
    method: "DELETE",
    path: "calls",
    answer: ({ service }: AdminRequest) => {
      service.calls.clear();
      return { status: 200, body: { count: 0, counts: {}, calls: [] } };
    },
  },
];

/** A name that is misspelt would look like an operation that nobody called. */
function readOperation(name: string | undefined): string | undefined {
  if (name === undefined || NAMES.includes(name)) return name;
  throw new InvalidInputError("calls", [
    { path: "operation", expected: `one of ${NAMES.join(", ")}`, received: show(name) },
  ]);
}

function readLast(text: string | undefined): number {
  if (text === undefined) return SHOWN;
  if (/^\d{1,5}$/.test(text) && Number(text) <= MOST_SHOWN) return Number(text);
  const expected = `a whole number from 0 to ${MOST_SHOWN}`;
  throw new InvalidInputError("calls", [{ path: "last", expected, received: show(text) }]);
}
