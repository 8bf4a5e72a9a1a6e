import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { virtualClock } from "./virtual-clock.ts";

const START = Date.UTC(2026, 10, 24, 6);

describe("virtual time", () => {
  it("wakes sleepers in order, each with what follows from it, and goes no further than it is told", async () => {
    const clock = virtualClock(START);
    const woken: [string, number][] = [];
    const sleep = async (name: string, ...delays: number[]): Promise<void> => {
      for (const delayMs of delays) {
        await clock.sleep(delayMs);
        woken.push([name, clock.elapsedMs()]);
      }
    };
    void sleep("slow", 30);
    void sleep("twice", 10, 15);
    void sleep("same", 10);
    void sleep("late", 100);
    await clock.advance(50);
    expect(woken).toEqual([
      ["twice", 10],
      ["same", 10],
      ["twice", 25],
      ["slow", 30],
    ]);
    expect(clock.elapsedMs()).toBe(50);
    expect(clock.now().getTime()).toBe(START + 50);
    expect(clock.sleepers).toBe(1);
  });

  it("lets a sleeper go whose signal is given", async () => {
    const clock = virtualClock();
    const end = new AbortController();
    const sleep = clock.sleep(10, end.signal);
    end.abort();
    await expect(sleep).rejects.toMatchObject({ code: "Aborted" });
    await expect(clock.sleep(10, end.signal)).rejects.toMatchObject({ code: "Aborted" });
    expect(clock.sleepers).toBe(0);
  });

  it("keeps durations when the date is set", async () => {
    const clock = virtualClock(START);
    const sleep = clock.sleep(1000);
    clock.setDateBy(-3_600_000);
    await clock.advance(1000);
    await sleep;
    expect(clock.elapsedMs()).toBe(1000);
    expect(clock.now().getTime()).toBe(START + 1000 - 3_600_000);
  });

  it("goes on by itself where nothing else is left to do, until it is told to stop", async () => {
    const clock = virtualClock();
    const stop = clock.runFree();
    for (let hour = 0; hour < 100; hour += 1) await clock.sleep(3_600_000);
    expect(clock.elapsedMs()).toBe(360_000_000);
    stop();
    void clock.sleep(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.sleepers).toBe(1);
    await clock.advance(1);
  });

  it("stands still while work is under way that the loop does not see", async () => {
    const clock = virtualClock();
    const stop = clock.runFree();
    void clock.sleep(10);
    await clock.standStill(new Promise((resolve) => setTimeout(resolve, 20)));
    expect(clock.elapsedMs()).toBe(0);
    await clock.sleep(5);
    expect(clock.elapsedMs()).toBe(5);
    stop();
    await clock.advance(10);
  });

  it("stands still while a file is written", async () => {
    const folder = await mkdtemp(join(tmpdir(), "attached-files-clock-"));
    const clock = virtualClock();
    const stop = clock.runFree();
    try {
      const sleep = clock.sleep(1000);
      await writeFile(join(folder, "large"), Buffer.alloc(20_000_000));
      expect(clock.elapsedMs()).toBe(0);
      await sleep;
      expect(clock.elapsedMs()).toBe(1000);
    } finally {
      stop();
      await rm(folder, { recursive: true });
    }
  });
});
