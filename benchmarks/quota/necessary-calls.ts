import { createHash } from "node:crypto";
import type { FakeConnect } from "@attached-files/adapters/fake";
import { type FileReference, isTerminalFileStatus } from "@attached-files/core";

/** What was learned of a file, and when: noted by whoever stands between the job and the fake. */
export interface Learned {
  readonly answered: string;
  readonly status: string | undefined;
  readonly atMs: number;
}

export interface Necessary {
  readonly searches: number;
  readonly metadata: number;
}

const FILES_PER_PAGE = 25;
const FILES_PER_CALL = 100;

export function referenceKey({ associatedResourceArn, fileId }: FileReference): string {
  return `${associatedResourceArn} ${fileId}`;
}

/** When the newest file was attached, in milliseconds since 1970. */
export function newestFileMs(fake: FakeConnect): number {
  let newest = 0;
  for (const { items } of fake.state.domains.values())
    for (const { type, associationTime } of items) if (type === "File") newest = Math.max(newest, associationTime);
  return newest;
}

/** What asks for everything needs: every page, and every file of every case. */
export function callsOfFullScan(fake: FakeConnect): Necessary {
  const files = Map.groupBy(fake.state.truth(), ({ reference }) => reference.associatedResourceArn);
  let [found, metadata] = [0, 0];
  for (const ofCase of files.values()) {
    found += ofCase.length;
    metadata += Math.ceil(ofCase.length / FILES_PER_CALL);
  }
  return { searches: 1 + Math.ceil(found / FILES_PER_PAGE), metadata };
}

/**
 * What is needed by the documented rules, worked out of the fake's truth and of what was answered, apart from the engine:
 * the pages with what was attached since the overlap began, and a call for each case with a file that is new, not settled,
 * or whose turn has come.
 */
export function necessaryCalls(
  fake: FakeConnect,
  learned: ReadonlyMap<string, Learned>,
  run: { readonly startedAtMs: number; readonly sinceMs: number; readonly recheckAfterSeconds: number },
): Necessary {
  const ageMs = run.recheckAfterSeconds * 1000;
  const due = new Set<string>();
  for (const { reference } of fake.state.truth()) {
    const { associatedResourceArn } = reference;
    const before = learned.get(referenceKey(reference));
    const turn = (atMs: number): number => Math.floor(atMs / ageMs + phaseOf(associatedResourceArn));
    const isSettled = before?.answered === "retrieved" && isTerminalFileStatus(before.status ?? "");
    if (before === undefined || !isSettled || turn(run.startedAtMs) > turn(before.atMs)) due.add(associatedResourceArn);
  }
  let recent = 0;
  for (const { items } of fake.state.domains.values())
    for (const { type, associationTime } of items) if (type === "File" && associationTime >= run.sinceMs) recent += 1;
  return { searches: 1 + Math.max(1, Math.ceil(recent / FILES_PER_PAGE)), metadata: due.size };
}

/** The stable hash by which the cases' turns are spread, as the documentation of the rule has it. */
function phaseOf(arn: string): number {
  return Number(createHash("md5").update(arn).digest().readBigUInt64LE(8)) / 2 ** 64;
}
