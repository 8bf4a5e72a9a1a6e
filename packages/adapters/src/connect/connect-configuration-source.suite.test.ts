import { FIXED, isolatedEnvironment } from "../aws-client/scripted-server.test-support.ts";
import { configurationSourceSuite } from "../testing/configuration-source-suite.ts";
import { connectConfigurationSource } from "./connect-configuration-source.ts";

configurationSourceSuite("the source of Amazon Connect, over the fake's wire", async (fake) => {
  isolatedEnvironment();
  const server = await fake.listen();
  return {
    source: connectConfigurationSource({ ...FIXED, endpoint: server.url }),
    close: () => server.close(),
  };
});
