import type { Pacer } from "@attached-files/core";
import { expect, it } from "vitest";
import { createFakeConnect } from "./create-fake-connect.ts";

it("asks a pacer before every attempt of the port, and tells it of every throttle", async () => {
  const fake = createFakeConnect({ clock: () => new Date("2026-11-01T00:00:00.000Z") });
  const { instanceId, domainId } = fake.seed({ cases: 1 });
  const events: string[] = [];
  const pacer: Pacer = {
    acquire: async (operation) => void events.push(operation),
    throttled: (operation, retryAfterMs) =>
      void events.push(`${operation} throttled ${retryAfterMs ?? "without a time"}`),
  };
  fake.faults.next({ operation: "BatchGetAttachedFileMetadata", error: "ThrottlingException" });
  const request = {
    instanceId,
    associatedResourceArn: `arn:aws:cases:eu-central-1:111122223333:domain/${domainId}/case/c`,
    fileIds: ["f"],
  };
  await fake
    .fileSource({ pacer })
    .getMetadata(request)
    .catch(() => {});
  expect(events).toEqual([
    "BatchGetAttachedFileMetadata",
    "BatchGetAttachedFileMetadata throttled without a time",
    "BatchGetAttachedFileMetadata",
  ]);
  events.length = 0;
  await Array.fromAsync(fake.referenceSource({ pacer }).discover());
  expect(new Set(events)).toEqual(new Set(["ListDomains", "SearchAllRelatedItems"]));
});
