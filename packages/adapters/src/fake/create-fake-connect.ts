import type { FileSource, ReferenceSource } from "@attached-files/core";
import type { CallLog } from "./call-log.ts";
import { ConnectState } from "./connect-state/connect-state.ts";
import { type Dataset, type DatasetOptions, seedDataset } from "./dataset/seed-dataset.ts";
import { fakeFileSource } from "./fake-file-source.ts";
import { fakeReferenceSource } from "./fake-reference-source.ts";
import { FakeService } from "./fake-service.ts";
import type { Faults } from "./faults.ts";
import { type FakeServer, type ListenOptions, serve } from "./http/serve.ts";
import { type QuotaOptions, Quotas } from "./quota/quotas.ts";
import { acceptAnybody, authenticateWith } from "./signature/authenticate.ts";
import type { FakeCredentials } from "./signature/credentials.ts";

export interface FakeConnectOptions {
  /** What time it is. @default the system's clock */
  readonly clock?: () => Date;
  /** The keys that requests must be signed with. @default none: every request is taken, signed or not */
  readonly credentials?: readonly FakeCredentials[];
  /** How often operations may be called before they are throttled. @default without limit */
  readonly quotas?: QuotaOptions;
}

/** A fake Amazon Connect: one truth in memory, behind the port and on the wire. */
export interface FakeConnect {
  readonly state: ConnectState;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** Fills the state with a made-up contact centre. */
  seed(options?: DatasetOptions): Dataset;
  /** The port on this truth, without a network. */
  fileSource(): FileSource;
  referenceSource(): ReferenceSource;
  /** Serves this truth over HTTP, for any AWS client. */
  listen(options?: ListenOptions): Promise<FakeServer>;
}

/** Makes an empty fake. Two fakes share nothing. */
export function createFakeConnect(options: FakeConnectOptions = {}): FakeConnect {
  const { clock = () => new Date(), credentials = [] } = options;
  const service = new FakeService(new ConnectState(clock), {
    authenticate: credentials.length === 0 ? acceptAnybody : authenticateWith(credentials, clock),
    quotas: new Quotas(options.quotas, clock),
  });
  return {
    state: service.state,
    faults: service.faults,
    calls: service.calls,
    seed: (dataset) => seedDataset(service.state, dataset),
    fileSource: () => fakeFileSource(service),
    referenceSource: () => fakeReferenceSource(service),
    listen: (listen) => serve(service, listen),
  };
}
