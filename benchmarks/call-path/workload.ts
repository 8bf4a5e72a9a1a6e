/** What a client is asked to fetch: calls, each about some files of one case. */
export interface Workload {
  readonly name: "full" | "skewed";
  readonly calls: number;
  readonly files: number;
  /** How many files the call of this number is about. */
  readonly sizeOf: (call: number) => number;
}

export const INSTANCE_ID = "11111111-2222-4333-8444-555555555555";
const CASE = "arn:aws:cases:eu-central-1:123456789012:domain/d0d0d0d0-1111-4222-8333-444444444444/case/";
/** Of 40 cases: nearly all hold 1 to 5 files and a few hold more, 3.35 on the average. */
const SKEWED = [
  1, 2, 3, 1, 4, 2, 5, 1, 3, 2, 1, 4, 2, 3, 5, 1, 2, 3, 12, 1, 2, 1, 4, 3, 2, 5, 1, 2, 3, 4, 1, 2, 20, 3, 1, 5, 2, 4, 8,
  4,
];

/** `full`: 100 files a call, the operation's limit. `skewed`: files as cases hold them. */
export function workload(name: Workload["name"], calls: number): Workload {
  const sizeOf = name === "full" ? () => 100 : (call: number) => SKEWED[call % SKEWED.length] ?? 1;
  let files = 0;
  for (let call = 0; call < calls; call += 1) files += sizeOf(call);
  return { name, calls, files, sizeOf };
}

/** The request of a call; each asks for files of its own. */
export function requestOf({ sizeOf }: Workload, call: number): { associatedResourceArn: string; fileIds: string[] } {
  const number = call.toString(16).padStart(8, "0");
  return {
    associatedResourceArn: `${CASE}${number}-1111-4222-8333-444444444444`,
    fileIds: Array.from(
      { length: sizeOf(call) },
      (_, index) => `${number}-${index.toString(16).padStart(4, "0")}-4222-8333-444444444444`,
    ),
  };
}
