import { beforeEach } from "vitest";
import { FIXED, isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { referenceSourceSuite } from "../testing/reference-source-suite.ts";
import { connectReferenceSource } from "./connect-reference-source.ts";

beforeEach(() => isolatedEnvironment());

referenceSourceSuite("the source of Amazon Connect Cases, where the search of the domain is denied", async (fake) => {
  fake.faults.next({ operation: "SearchAllRelatedItems", error: "AccessDeniedException", times: "always" });
  const server = await fake.listen();
  return {
    source: connectReferenceSource({ ...FIXED, endpoint: server.url }),
    close: () => server.close(),
  };
});
