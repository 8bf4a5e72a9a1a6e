import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createFakeConnect } from "./create-fake-connect.ts";
import { DATASET_NOW } from "./dataset/seed-dataset.ts";
import { ADMIN_PREFIX, ADMIN_ROUTES } from "./http/admin/admin-routes.ts";
import { TRANSITIONS } from "./life-cycle/file-life.ts";
import { OPERATIONS } from "./operations/index.ts";

const GUIDE = readFileSync(new URL("../../../../docs/fake.md", import.meta.url), "utf8");

describe("the guide to the fake", () => {
  it("draws the life of a file as it is", () => {
    const drawn = [...GUIDE.matchAll(/^ {2}(\S+) --> (\S+): (.+)$/gm)].map(([, from, to, by]) =>
      [from, by, to].join("|"),
    );
    const real = TRANSITIONS.map(([from, by, to]) =>
      [from === "nothing" ? "[*]" : from.replaceAll("-", "_"), by, to.replaceAll("-", "_")].join("|"),
    );
    expect(drawn.sort()).toEqual(real.sort());
  });

  it("lists every operation that is served, and no other", () => {
    const listed = [...GUIDE.matchAll(/^\| Amazon Connect(?: Cases)? +\| (.+?) +\|$/gm)].flatMap(([, names = ""]) =>
      names.split(", "),
    );
    expect(listed.sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
  });

  it("tells what it holds at the start as it is, status by status", () => {
    const fake = createFakeConnect({ clock: () => DATASET_NOW });
    const { files } = fake.seed({ seed: 1, cases: 3000 });
    const held = new Map<string, number>();
    for (const { expected, file, error } of fake.state.truth()) {
      const code = error?.ErrorCode === undefined ? "without a code" : `with ${error.ErrorCode}`;
      const refused = expected === "refused" ? `\`Errors[]\` ${code}` : "neither: not in `Files[]`, not in `Errors[]`";
      const answer = expected === "retrieved" ? `\`${file?.FileStatus}\`` : refused;
      held.set(answer, (held.get(answer) ?? 0) + 1);
    }
    const [, section = ""] = GUIDE.split("## What it holds at the start");
    const rows = [...section.matchAll(/^\| (.+?) +\| (\d+) +\|$/gm)].map(([, answer, count]) => [
      answer,
      Number(count),
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(held));
    expect(section).toContain(`these are ${files.toLocaleString("en")} files`);
  });

  it("lists every way to steer it", () => {
    const listed = new Set(
      [...GUIDE.matchAll(/`\/_fake\/(\w+)`|\/_fake\/(\w+)/g)].map(([, one, other]) => one ?? other),
    );
    expect([...listed].sort()).toEqual([...new Set(ADMIN_ROUTES.map(({ path }) => path))].sort());
    expect(ADMIN_PREFIX).toBe("/_fake/");
  });
});
