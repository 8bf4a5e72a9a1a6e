import type { FileSource, ReferenceSource } from "@attached-files/core";
import type { CallLog } from "./call-log.ts";
import { ConnectState } from "./connect-state/connect-state.ts";
import { type Dataset, type DatasetOptions, seedDataset } from "./dataset/seed-dataset.ts";
import { fakeFileSource } from "./fake-file-source.ts";
import { fakeReferenceSource } from "./fake-reference-source.ts";
import { FakeService } from "./fake-service.ts";
import type { Faults } from "./faults.ts";
import { type FakeServer, type ListenOptions, serve } from "./http/serve.ts";

export interface FakeConnectOptions {
  /** What time it is. @default the system's clock */
  readonly clock?: () => Date;
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
  const service = new FakeService(new ConnectState(options.clock ?? (() => new Date())));
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
