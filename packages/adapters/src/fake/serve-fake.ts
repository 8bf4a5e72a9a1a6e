import { createFakeConnect, type FakeConnect } from "./create-fake-connect.ts";
import type { Dataset } from "./dataset/seed-dataset.ts";
import type { FaultRule } from "./faults/fault.ts";
import { AWS_QUOTAS } from "./quota/aws-quotas.ts";
import type { FakeCredentials } from "./signature/credentials.ts";
import { type KeptState, keepState } from "./snapshot/keep-state.ts";

/** What `attached-files fake` serves, and where. */
export interface ServeFakeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly cases: number;
  /** Keeps what is held in this file; where it is there already, it is served in place of a made-up contact centre. */
  readonly stateFile?: string;
  /** `aws` throttles as AWS does by default. @default none */
  readonly quotas?: "aws" | "none";
  /** How long a scan takes, in milliseconds. @default 3000 */
  readonly scanMs?: number;
  /** The keys that requests must be signed with. @default none: every request is taken */
  readonly credentials?: readonly FakeCredentials[];
  readonly faults?: readonly FaultRule[];
  /** Called where the state file cannot be written; serving goes on. */
  readonly onStateTrouble?: (error: unknown) => void;
}

/** What a client needs to know: where the fake is, and one instance and domain that it holds. */
export interface FakeLine extends Omit<Dataset, "seed" | "cases" | "files"> {
  readonly url: string;
  /** Of a made-up contact centre: what it was made from. */
  readonly seed?: number;
  readonly cases: number;
  readonly files: number;
  readonly stateFile?: string;
}

/** A fake that listens. */
export interface FakeServing {
  /** Printed as one line of JSON. */
  readonly line: FakeLine;
  readonly fake: FakeConnect;
  close(): Promise<void>;
}

/**
 * Makes a contact centre, or reads the one that was kept, and serves it.
 *
 * @throws {Error} the port is taken, the host is not this machine's, or the state file cannot be used.
 */
export async function serveFake(options: ServeFakeOptions): Promise<FakeServing> {
  const { port, host, stateFile, quotas = "none", scanMs, credentials = [], faults = [] } = options;
  const fake = createFakeConnect({
    credentials,
    faults,
    ...(quotas === "aws" ? { quotas: AWS_QUOTAS } : {}),
    ...(scanMs === undefined ? {} : { scanner: { takesMs: scanMs } }),
  });
  const kept = stateFile === undefined ? undefined : await keep(stateFile, fake, options);
  const made = kept?.found === true ? undefined : fake.seed({ seed: options.seed, cases: options.cases });
  // A place that cannot be written to is told before anybody relies on it.
  await kept?.save();
  // Only now, so that a port that is taken does not cost a file that was never asked for.
  const server = await fake.listen({ port, host }).catch(async (error: unknown) => {
    await kept?.close();
    throw error;
  });
  const held = made ?? whatIsHeld(fake);
  return {
    line: { url: server.url, ...held, ...(stateFile === undefined ? {} : { stateFile }) },
    fake,
    close: async () => {
      await server.close();
      await kept?.close();
    },
  };
}

function keep(path: string, fake: FakeConnect, { onStateTrouble }: ServeFakeOptions): Promise<KeptState> {
  return keepState(path, fake.state, onStateTrouble === undefined ? {} : { onTrouble: onStateTrouble });
}

/** The first instance and domain of a state that was kept. */
function whatIsHeld({ state }: FakeConnect): Omit<FakeLine, "url" | "seed" | "stateFile"> {
  const [instance] = state.files.instances;
  const [domain] = state.domains.values();
  if (instance === undefined || domain === undefined) throw new Error("the state file holds no instance and domain");
  const [instanceId, { home }] = instance;
  const cases = [...state.domains.values()].reduce((sum, each) => sum + each.cases.size, 0);
  const { region, account } = home;
  return { instanceId, domainId: domain.identity.domainId, region, account, cases, files: state.files.count };
}
