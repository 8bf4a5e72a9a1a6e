import { connectFileSource } from "@attached-files/adapters/connect";
import { createFakeConnect, type FakeConnect } from "@attached-files/adapters/fake";
import { test as base, describe, expect } from "vitest";

/** Each test that asks for `connect` gets a fake of its own, served on a port of its own, and ended with the test. */
const test = base.extend<{ connect: { readonly fake: FakeConnect; readonly url: string } }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest wants a pattern here
  connect: async ({}, use) => {
    const fake = createFakeConnect();
    const server = await fake.listen();
    await use({ fake, url: server.url });
    await server.close();
  },
});

describe("code that asks Amazon Connect for its files", () => {
  test("hears what is attached, and survives a throttle", async ({ connect: { fake, url } }) => {
    const passport = fake.contactCentre().addCase().attach("passport.pdf", { status: "REJECTED" });
    fake.faults.next({ operation: "BatchGetAttachedFileMetadata", error: "ThrottlingException" });

    // What is under test: here the source of this project, with yours it is whatever calls AWS.
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const source = connectFileSource({ region: "eu-central-1", endpoint: url, credentials });
    const { files } = await source.getMetadata({ ...passport, fileIds: [passport.fileId] });
    await source.close();

    expect(files).toEqual([expect.objectContaining({ fileName: "passport.pdf", fileStatus: "REJECTED" })]);
    expect(fake.calls.count("BatchGetAttachedFileMetadata")).toBe(2);
  });
});
