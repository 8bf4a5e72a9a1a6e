import type { Teller } from "./teller.ts";

/** A machine that tells, and what it was asked to do. */
export const TELLER: Teller = {
  host: "ops-1.example",
  runId: "b7a6c1de-0000-4000-8000-000000000001",
  scopes: ["main"],
  regions: ["eu-central-1"],
  places: [{ scope: "main", region: "eu-central-1", account: null, instance: null }],
  config: "/srv/job/attached-files.yaml",
  workingFolder: "/srv/job",
};
