import { expect, it } from "vitest";
import { diskTrouble, isDiskTrouble } from "./disk-trouble.ts";

it.each([
  ["ENOSPC: no space left on device, write", "trouble-disk-full", "free the disk"],
  ['IO Error: Could not write file "state": No space left on device', "trouble-disk-full", "free the disk"],
  ["EROFS: read-only file system, open 'x'", "trouble-disk-full", "is safe: have the file system writable again, and"],
  [
    "EACCES: permission denied, open 'x'",
    "trouble-disk-full",
    "is safe: let the user that the job runs as write there",
  ],
  ["ENOTDIR: not a directory, open 'x'", undefined, "is safe: mend what stands in the way"],
  ["ENOTDIR: /a/link is a link to what is not there", undefined, "is safe: mend what stands in the way"],
  ['IO Error: Cannot open file "state": Not a directory', undefined, "is safe: mend what stands in the way"],
])("%s sends to the section %s", (text, section, words) => {
  const code = /^E[A-Z]+/.exec(text)?.[0];
  const error = Object.assign(new Error(text), { code });
  expect(isDiskTrouble(error)).toBe(true);
  expect(diskTrouble("/state", error)).toMatchObject({ section, message: expect.stringContaining(words) });
});
