import { expect, it } from "vitest";
import { virtualClock } from "../testing/virtual-clock.ts";
import { tellTransfers } from "./tell-transfers.ts";

function watched() {
  const clock = virtualClock();
  const said: string[] = [];
  const progress = { say: (line: string) => void said.push(line) };
  return {
    clock,
    said,
    watch: tellTransfers({ scope: "main", place: "s3://bucket/scope=main/" }, { progress, clock }),
  };
}
const SIZE = 250 * 1024 ** 2;

it("says how large a part of a state is that takes long, each minute how long it has taken, and when it is done", async () => {
  const { clock, said, watch } = watched();
  const sent = watch("up", SIZE, async () => {
    await clock.sleep(100_000);
    return "sent";
  });
  await clock.advance(4000);
  expect(said).toEqual([]);
  await clock.advance(100_000);
  expect(await sent).toBe("sent");
  const what = "main: of its state, 250.0 MiB";
  expect(said).toEqual([
    `${what} goes to s3://bucket/scope=main/, since 5.0 s.`,
    `${what} goes to s3://bucket/scope=main/, since 65 s.`,
    `${what} is in s3://bucket/scope=main/, in 2 min.`,
  ]);
  expect(clock.sleepers).toBe(0);
});

it("says nothing of what is quick, and does not say of what failed that it is done", async () => {
  const { clock, said, watch } = watched();
  await watch("down", SIZE, async () => {});
  const failing = watch("down", SIZE, async () => {
    await clock.sleep(6000);
    throw new Error("the way is cut");
  }).catch((error: Error) => error.message);
  await clock.advance(90_000);
  expect(await failing).toBe("the way is cut");
  expect(said).toEqual([expect.stringContaining("comes from s3://bucket/scope=main/, since 5.0 s.")]);
  expect(clock.sleepers).toBe(0);
});
