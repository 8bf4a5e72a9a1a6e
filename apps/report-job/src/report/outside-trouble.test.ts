import { expect, it } from "vitest";
import { unavailableIfOutside } from "./outside-trouble.ts";

async function endOf(code: string): Promise<unknown> {
  const error = Object.assign(new Error(`${code}: no, mkdir '/reports'`), { code });
  return await unavailableIfOutside("/reports", async () => Promise.reject(error)).catch((thrown: unknown) => thrown);
}

it.each(["ENOSPC", "EDQUOT", "EROFS", "EACCES"])(
  "%s while a report is written sends to the section about disks",
  async (code) => {
    expect(await endOf(code)).toMatchObject({ code: "unavailable", section: "trouble-disk-full" });
  },
);

it.each(["ENOTDIR", "EEXIST", "EMFILE"])("%s while a report is written sends nobody to free a disk", async (code) => {
  const message = expect.stringMatching(`${code}.*is safe: mend what stands in the way`);
  expect(await endOf(code)).toMatchObject({ code: "unavailable", section: undefined, message });
});

it("anything else is a defect, and stays as it is", async () => {
  expect(await endOf("ENOENT")).not.toHaveProperty("section");
});
