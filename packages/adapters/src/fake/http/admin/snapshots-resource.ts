import { InvalidInputError, show } from "@attached-files/core";
import { recordsOf, restoreSnapshot } from "../../snapshot/snapshot.ts";
import type { AdminRequest, AdminRoute } from "./admin-route.ts";

/** Snapshots by name, kept in memory: what a suite of tests comes back to before each of them. */
export const SNAPSHOTS_ROUTES: readonly AdminRoute[] = [
  { method: "GET", path: "snapshots", answer: tell },
  {
    method: "POST",
    path: "snapshots",
    answer: (request) => {
      const { state, snapshots } = request.service;
      snapshots.set(readName(request), [...recordsOf(state)]);
      return tell(request);
    },
  },
  {
    method: "POST",
    path: "restore",
    answer: (request) => {
      const name = readName(request);
      const { state, snapshots } = request.service;
      const snapshot = snapshots.get(name);
      if (snapshot === undefined) {
        const expected = snapshots.size === 0 ? "the name of a snapshot; none was taken yet" : known(snapshots.keys());
        throw new InvalidInputError("restore", [{ path: "name", expected, received: show(name) }]);
      }
      restoreSnapshot(state, snapshot);
      return tell(request);
    },
  },
];

function readName({ body }: AdminRequest): string {
  const { name } = (body ?? {}) as { name?: unknown };
  if (typeof name === "string" && /^[\w.-]{1,100}$/.test(name)) return name;
  const expected = "a name of 1 to 100 letters, digits, dots, hyphens and underscores";
  throw new InvalidInputError("snapshots", [{ path: "name", expected, received: show(name) }]);
}

function known(names: Iterable<string>): string {
  return `one of ${[...names].join(", ")}`;
}

function tell({ service }: AdminRequest): { status: number; body: object } {
  return { status: 200, body: { snapshots: [...service.snapshots.keys()] } };
}
