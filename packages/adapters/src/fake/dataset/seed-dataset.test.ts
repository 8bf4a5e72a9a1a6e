import { describe, expect, it } from "vitest";
import type { Truth } from "../connect-state/truth.ts";
import { createFakeConnect, type FakeConnect } from "../create-fake-connect.ts";
import { ODDITIES } from "./oddities.ts";
import { DATASET_NOW, type Dataset, type DatasetOptions } from "./seed-dataset.ts";

interface Seeded {
  readonly fake: FakeConnect;
  readonly dataset: Dataset;
  readonly truth: readonly Truth[];
}

function seeded(options: DatasetOptions = {}): Seeded {
  const fake = createFakeConnect({ clock: () => DATASET_NOW });
  const dataset = fake.seed(options);
  return { fake, dataset, truth: [...fake.state.truth()] };
}
/** The default dataset; no test changes it. */
const usual = seeded();
/** The datasets of seeds 1 to 3; no test changes them. */
const fromSeeds: readonly Seeded[] = [usual, seeded({ seed: 2 }), seeded({ seed: 3 })];

function share<T>(all: readonly T[], passes: (one: T) => boolean): number {
  return all.filter(passes).length / all.length;
}
function filesPerCase({ fake, dataset }: Seeded): number[] {
  const domain = fake.state.domain(dataset.domainId);
  return [...domain.cases.keys()].map((id) => domain.itemsOfCase(id).filter((item) => item.type === "File").length);
}
const files = usual.truth.flatMap(({ file }) => (file === undefined ? [] : [file]));

describe("the made-up contact centre", () => {
  it("is the same again from the same seed, to the byte", () => {
    const again = seeded({ seed: 1 });
    expect(again).toMatchObject({ dataset: usual.dataset });
    expect(JSON.stringify(again.truth)).toBe(JSON.stringify(usual.truth));
    const items = ({ fake, dataset }: Seeded): string => JSON.stringify(fake.state.domain(dataset.domainId).items);
    expect(items(again)).toBe(items(usual));
  });

  it("is another one from another seed, and of another size", () => {
    const [, other = usual] = fromSeeds;
    expect(other.dataset.instanceId).not.toBe(usual.dataset.instanceId);
    const ids = new Set(usual.truth.map(({ reference }) => reference.fileId));
    expect(other.truth.some(({ reference }) => ids.has(reference.fileId))).toBe(false);
    expect(share(other.truth, ({ file }) => file?.FileStatus === "APPROVED")).toBeGreaterThan(0.9);
  });

  it.each([0, 1, 9, 1000])("has as many cases as were asked for: %i", (cases) => {
    const made = seeded({ cases });
    expect(made.dataset.cases).toBe(cases);
    expect(made.fake.state.domain(made.dataset.domainId).cases.size).toBe(cases);
    expect(made.dataset.files).toBe(made.truth.length);
    expect(made.fake.state.files.count).toBe(made.truth.length);
    expect(made.fake.state.files.hasInstance(made.dataset.instanceId)).toBe(true);
  });

  it("has no file in a quarter of its cases, one to five in most, and never more than 50", () => {
    const counts = filesPerCase(usual);
    expect(share(counts, (count) => count === 0)).toBeGreaterThan(0.2);
    expect(share(counts, (count) => count === 0)).toBeLessThan(0.3);
    expect(share(counts, (count) => count >= 1 && count <= 5)).toBeGreaterThan(0.65);
    expect(Math.max(...counts)).toBeGreaterThan(30);
    expect(Math.max(...filesPerCase(seeded({ cases: 20_000 })))).toBeLessThanOrEqual(50);
  });

  it("has mostly approved files, and a few of every other status", () => {
    expect(share(files, (file) => file.FileStatus === "APPROVED")).toBeGreaterThan(0.93);
    for (const status of ["REJECTED", "FAILED", "PROCESSING", "PENDING_UPLOAD", "UPLOAD_EXPIRED"]) {
      expect(files.filter((file) => file.FileStatus === status).length).toBeGreaterThan(0);
    }
  });

  it.each(fromSeeds)("has every oddity, from seed $dataset.seed", ({ truth }) => {
    for (const { members, answer } of ODDITIES) {
      const holder = truth.find(({ expected, error, file }) => {
        if (answer?.kind === "nothing") return expected === "unanswered";
        if (answer?.kind === "error")
          return error?.ErrorMessage === answer.error.ErrorMessage && error?.ErrorCode === answer.error.ErrorCode;
        return Object.entries(members ?? {}).every(([name, value]) => file !== undefined && file[name] === value);
      });
      expect(holder, JSON.stringify({ members, answer })).toBeDefined();
    }
  });

  it.each(fromSeeds)(
    "shows an outage of the scanner: an afternoon of rejections across many uploaders, from seed $dataset.seed",
    ({ truth }) => {
      const all = truth.flatMap(({ file }) => (file === undefined ? [] : [file]));
      const during = all.filter(({ CreationTime }) => {
        return String(CreationTime) >= "2026-10-21T13:00" && String(CreationTime) < "2026-10-21T16:00";
      });
      expect(during.length).toBeGreaterThanOrEqual(30);
      expect(during.length).toBeLessThanOrEqual(110);
      const rejected = during.filter((file) => file.FileStatus === "REJECTED");
      expect(rejected.length / during.length).toBeGreaterThan(0.75);
      expect(new Set(rejected.map((file) => JSON.stringify(file.CreatedBy))).size).toBeGreaterThan(15);
      // And nothing like it on any other day.
      expect(
        share(
          all.filter((file) => !during.includes(file)),
          (file) => file.FileStatus === "REJECTED",
        ),
      ).toBeLessThan(0.03);
    },
  );

  it("lies in the half year before its moment, and has names in many scripts and sizes from a byte up", () => {
    const times = files.map((file) => Date.parse(String(file.CreationTime)));
    expect(Math.max(...times)).toBeLessThan(DATASET_NOW.getTime());
    expect(Math.min(...times)).toBeGreaterThan(DATASET_NOW.getTime() - 184 * 86_400_000);
    for (const script of [/\p{Script=Han}/u, /\p{Script=Cyrillic}/u, /\p{Script=Arabic}/u, /\p{Emoji_Presentation}/u]) {
      expect(files.some((file) => script.test(String(file.FileName)))).toBe(true);
    }
    expect(files.every((file) => Number(file.FileSizeInBytes) >= 1)).toBe(true);
  });

  it("moves with the moment that it is given", () => {
    const now = new Date("2030-03-01T00:00:00.000Z");
    const { truth } = seeded({ now, cases: 200 });
    const times = truth.flatMap(({ file }) => (file === undefined ? [] : [Date.parse(String(file.CreationTime))]));
    expect(Math.max(...times)).toBeLessThan(now.getTime());
    expect(Math.max(...times)).toBeGreaterThan(now.getTime() - 10 * 86_400_000);
  });
});
