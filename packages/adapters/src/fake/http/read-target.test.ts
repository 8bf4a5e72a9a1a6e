import { expect, it } from "vitest";
import { onTheWire } from "./on-the-wire.test-support.ts";
import { isBelow } from "./read-target.ts";

it.each([
  ["/_s3/i/f", true],
  ["/_s3", true],
  ["/_s3?x", true],
  ["http://elsewhere:4010/_s3/i/f", true],
  ["HTTPS://elsewhere/_s3/", true],
  ["/_s3x", false],
  ["/other?/_s3/", false],
  ["//_s3/", false],
  ["http://elsewhere", false],
  ["_s3/", false],
  [undefined, false],
])("a target is told by its path, whatever host is in it: %s", (target, expected) => {
  expect(isBelow(target, "/_s3/")).toBe(expected);
});

it("bytes are taken and given where the target has a host in it, as proxies send", async () => {
  const { raw } = await onTheWire();
  const heard = await raw("PUT http://elsewhere/_s3/i-1/f HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n");
  expect(heard).toMatch(/^HTTP\/1\.1 403 .*<Code>AccessDenied</s);
});
