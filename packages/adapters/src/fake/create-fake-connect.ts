import type { ConfigurationSource, FileSource, Pacer, ReferenceSource } from "@attached-files/core";
import type { CallLog } from "./call-log.ts";
import { checkFakeOptions } from "./check-fake-options.ts";
import { ConnectState, type StateOptions } from "./connect-state/connect-state.ts";
import { type Dataset, type DatasetOptions, seedDataset } from "./dataset/seed-dataset.ts";
import { fakeConfigurationSource } from "./fake-configuration-source.ts";
import { fakeFileSource } from "./fake-file-source.ts";
import { fakeReferenceSource } from "./fake-reference-source.ts";
import { FakeService } from "./fake-service.ts";
import type { FaultRule } from "./faults/fault.ts";
import { Faults } from "./faults/faults.ts";
import { type FakeServer, type ListenOptions, serve } from "./http/serve.ts";
import type { QuotaOptions } from "./quota/quota.ts";
import { Quotas } from "./quota/quotas.ts";
import { addContactCentre, type ContactCentre, type ContactCentreOptions } from "./scenario/contact-centre.ts";
import { acceptAnybody, authenticateWith } from "./signature/authenticate.ts";
import type { FakeCredentials } from "./signature/credentials.ts";
import type { Sleep } from "./sleep.ts";
import { recordsOf, restoreSnapshot, type Snapshot } from "./snapshot/snapshot.ts";

/** How a fake behaves; all of it may be left out. */
export interface FakeConnectOptions extends StateOptions {
  /** What time it is. @default the system's clock */
  readonly clock?: () => Date;
  /** The keys that requests must be signed with. @default none: every request is taken, signed or not */
  readonly credentials?: readonly FakeCredentials[];
  /** How often operations may be called before they are throttled. @default without limit */
  readonly quotas?: QuotaOptions;
  /** Faults from the start. */
  readonly faults?: readonly FaultRule[];
  /** What drawn faults are drawn from: the same seed, faults and calls give the same trouble. @default 1 */
  readonly seed?: number;
  /** How latencies are waited for. @default the system's timer */
  readonly sleep?: Sleep;
}

/** Every option by its name. */
const OPTIONS: Readonly<Record<keyof FakeConnectOptions, true>> = {
  clock: true,
  credentials: true,
  quotas: true,
  faults: true,
  seed: true,
  sleep: true,
  scanner: true,
  limits: true,
  stageNames: true,
  newId: true,
};

/** How the fake is asked through its port, without a network. */
export interface FakeSourceOptions {
  /** Keeps the rate, as it does for the sources that ask AWS. @default every call is made at once */
  readonly pacer?: Pacer;
}

/** A fake Amazon Connect: one truth in memory, behind the port and on the wire. */
export interface FakeConnect {
  readonly state: ConnectState;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** Adds a contact centre that a test fills itself, in few words. */
  contactCentre(options?: ContactCentreOptions): ContactCentre;
  /**
   * Lets time pass, in milliseconds: scans end, URLs and tokens expire, quotas fill. Signatures are held to the clock that
   * was given, which clients take for the time.
   *
   * @throws {RangeError} less than 0, or beyond the year 9999.
   */
  advanceClock(ms: number): void;
  /** Everything that is held now. It stays as it is, whatever happens later. */
  snapshot(): Snapshot;
  /** Makes what is held what it was. */
  restore(snapshot: Snapshot): void;
  /** Fills the state with a made-up contact centre. */
  seed(options?: DatasetOptions): Dataset;
  /** The port on this truth, without a network. */
  fileSource(options?: FakeSourceOptions): FileSource;
  referenceSource(options?: FakeSourceOptions): ReferenceSource;
  configurationSource(options?: FakeSourceOptions): ConfigurationSource;
  /** Serves this truth over HTTP, for any AWS client. */
  listen(options?: ListenOptions): Promise<FakeServer>;
}

/** Makes an empty fake. Two fakes share nothing. @throws {InvalidInputError} an option is not known, or faults are wrong. */
export function createFakeConnect(options: FakeConnectOptions = {}): FakeConnect {
  checkFakeOptions(options, OPTIONS);
  const state = new ConnectState(options.clock ?? (() => new Date()), options);
  const { credentials = [], faults = [], seed = 1 } = options;
  const service = new FakeService(state, {
    authenticate: credentials.length === 0 ? acceptAnybody : authenticateWith(credentials, state.time.base),
    quotas: new Quotas(options.quotas, state.clock),
    faults: new Faults({ seed, rules: faults }),
    ...(options.sleep === undefined ? {} : { sleep: options.sleep }),
  });
  return {
    state: service.state,
    faults: service.faults,
    calls: service.calls,
    contactCentre: (centre) => addContactCentre(service.state, centre),
    advanceClock: (ms) => state.time.advance(ms),
    snapshot: () => [...recordsOf(service.state)],
    restore: (snapshot) => restoreSnapshot(service.state, snapshot),
    seed: (dataset) => seedDataset(service.state, dataset),
    fileSource: (source) => fakeFileSource({ service, ...source }),
    referenceSource: (source) => fakeReferenceSource({ service, ...source }),
    configurationSource: (source) => fakeConfigurationSource({ service, ...source }),
    listen: (listen) => serve(service, listen),
  };
}
