import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type Desk, newDesk } from "./desk.ts";
import { type OtlpReceiver, otlpReceiver } from "./otlp-receiver.ts";

/** A desk with 60 files, and a collector of OpenTelemetry beside it. */
export interface WatchedDesk {
  readonly desk: Desk;
  readonly receiver: OtlpReceiver;
  /** Writes a configuration of one scope, without pace. */
  config(more?: string): Promise<string>;
  /** The environment that has a run tell the collector. */
  collector(more?: Record<string, string>): Record<string, string>;
}

/** Gives every test of a file a desk and a collector of its own. */
export function useWatchedDesk(): WatchedDesk {
  let desk: Desk;
  let receiver: OtlpReceiver;
  beforeEach(async () => {
    desk = await newDesk(60);
    receiver = await otlpReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await desk.clear();
  });
  return {
    get desk() {
      return desk;
    },
    get receiver() {
      return receiver;
    },
    config: async (more = "") => {
      const path = join(desk.folder, "attached-files.yaml");
      const quota = "quota: { requestsPerSecond: unlimited }";
      const scope = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", ${quota} }`;
      await writeFile(path, `scopes: [${scope}]\n${more}`);
      return path;
    },
    collector: (more = {}) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...more }),
  };
}
