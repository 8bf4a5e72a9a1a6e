import { expect, it } from "vitest";
import { isIdle, waitIdly } from "./idle-waits.ts";

it("a process is idle for as long as it waits, however the wait ends", async () => {
  expect(isIdle()).toBe(false);
  const seen = await waitIdly(async () => isIdle());
  expect([seen, isIdle()]).toEqual([true, false]);
  await expect(waitIdly(() => Promise.reject(new Error("ended")))).rejects.toThrow("ended");
  expect(isIdle()).toBe(false);
});
