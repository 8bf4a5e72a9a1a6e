import { connectReferenceSource } from "../cases/index.ts";
import { fileSourceSuite, referenceSourceSuite } from "../testing/index.ts";
import { connectFileSource } from "./index.ts";

const client = {
  region: "eu-central-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 3,
} as const;

fileSourceSuite("the SDK's file source over HTTP", async (fake) => {
  const server = await fake.listen();
  return { source: connectFileSource({ ...client, endpoint: server.url }), close: () => server.close() };
});

referenceSourceSuite("the SDK's reference source over HTTP", async (fake) => {
  const server = await fake.listen();
  return { source: connectReferenceSource({ ...client, endpoint: server.url }), close: () => server.close() };
});

referenceSourceSuite("the SDK's reference source, case by case", async (fake) => {
  fake.faults.deny("SearchAllRelatedItems");
  const server = await fake.listen();
  return { source: connectReferenceSource({ ...client, endpoint: server.url }), close: () => server.close() };
});
