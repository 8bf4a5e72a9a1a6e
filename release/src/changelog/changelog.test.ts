import { expect, it } from "vitest";
import { getDependencyReleaseLine, getReleaseLine } from "./changelog.ts";

it("an entry is the change's own text, its lines indented below a hyphen", async () => {
  const summary = "`--a` does b, and\nmore of it.\n\nSecond paragraph. ";
  expect(await getReleaseLine({ summary })).toBe("- `--a` does b, and\n  more of it.\n\n  Second paragraph.");
});

it("packages of one version say nothing of each other", async () => {
  expect(await getDependencyReleaseLine()).toBe("");
});
