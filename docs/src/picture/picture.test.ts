import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../repository.ts";

it("the picture of the page is a PNG of the size that pages show it in, and loads quickly (else: pnpm --filter @attached-files/docs picture)", async () => {
  const picture = await readFile(join(ROOT, "docs/images/report.png"));
  expect(picture.subarray(1, 4).toString("latin1")).toBe("PNG");
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 800]);
  expect(picture.length).toBeLessThan(250_000);
});
