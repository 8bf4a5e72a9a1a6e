import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";

export const INSTANCE = "i-1";
export const BATCH = "BatchGetAttachedFileMetadata";
export const HOME = { partition: "aws", region: "eu-central-1", account: "111122223333" } as const;

/** The ARN of case `c-{number}` of domain `d-1`. */
export function caseArn(number: number): string {
  return `arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-${number}`;
}

/** A folder of its own and a fake on the wire, for one test of the built command. */
export interface Desk {
  readonly folder: string;
  readonly fake: FakeConnect;
  readonly server: FakeServer;
  /** From now on, calls for metadata beyond the given number of all are not answered until `release`. */
  hold(answered: number): void;
  /** Answers the calls that are held. */
  release(): void;
  /** Ends the server and removes the folder. */
  clear(): Promise<void>;
}

/** Serves a fake with the files `f-0`, `f-1`, … in domain `d-1`, spread over at most 20 cases. */
export async function newDesk(files: number): Promise<Desk> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-desk-")));
  const held = Promise.withResolvers<void>();
  let answered = Number.POSITIVE_INFINITY;
  const fake = createFakeConnect({
    sleep: async (delayMs) => {
      if (fake.calls.count(BATCH) > answered) await held.promise;
      else await wait(delayMs);
    },
  });
  fake.state.addDomain({ ...HOME, domainId: "d-1" });
  fake.state.files.addInstance(INSTANCE);
  for (let file = 0; file < files; file += 1) {
    fake.state.attachFile({ domainId: "d-1", caseId: `c-${file % 20}`, instanceId: INSTANCE, fileId: `f-${file}` });
  }
  const server = await fake.listen();
  return {
    folder,
    fake,
    server,
    hold: (calls) => {
      answered = calls;
      fake.faults.next({ operation: BATCH, latencyMs: 1, times: "always" });
    },
    release: () => {
      fake.faults.clear();
      held.resolve();
    },
    clear: async () => {
      held.resolve();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
