import { expect, it } from "vitest";
import { noPlace } from "./report-place.ts";

function refusedWith(code: string) {
  return noPlace("/reports", Object.assign(new Error(`${code}: the system's words`), { code }), "--report-folder");
}

it.each([
  ["ENOSPC", "free the disk, or mend what stands in the way"],
  ["EROFS", "have the file system writable again"],
])("a folder whose disk says %s is the disk's trouble, and no mistake in the configuration", (code, mend) => {
  expect(refusedWith(code)).toMatchObject({
    code: "unavailable",
    exitCode: 4,
    section: "trouble-disk-full",
    cause: { code },
    message: expect.stringMatching(
      `^No report can be written in /reports: ${code}: .* no call was made: ${mend}, and start the`,
    ),
  });
});

it("a folder that the user may not write in is a mistake; its owner, or another one, is the way out", () => {
  expect(refusedWith("EACCES")).toMatchObject({
    code: "usage",
    message: expect.stringMatching(
      /EACCES.* Let this user write there, as by chown; or name another place with --report-folder\.$/,
    ),
  });
});
