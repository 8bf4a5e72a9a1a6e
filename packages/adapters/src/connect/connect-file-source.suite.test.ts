import { FIXED, isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { fileSourceSuite } from "../testing/file-source-suite.ts";
import { connectFileSource } from "./connect-file-source.ts";

fileSourceSuite("the source of Amazon Connect, over the fake's wire", async (fake) => {
  isolatedEnvironment();
  const server = await fake.listen();
  return {
    source: connectFileSource({ ...FIXED, endpoint: server.url }),
    close: () => server.close(),
  };
});
