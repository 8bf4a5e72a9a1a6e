import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../repository.ts";

/** From nothing to a report every morning: each page, or section of one, and the next. */
const WAY_IN = [
  ["README.md", "docs/deploy/README.md#install-it"],
  ["docs/deploy/README.md#install-it", "docs/guides/first-report.md"],
  ["docs/guides/first-report.md", "docs/guides/schedule-it.md"],
  ["docs/guides/schedule-it.md", "docs/deploy/README.md#choose"],
] as const;

/** A page, or the section of it that its anchor names. */
async function textOf(place: string): Promise<string> {
  const [path = "", anchor] = place.split("#");
  const text = await readFile(join(ROOT, path), "utf8");
  if (anchor === undefined) return text;
  const section = text.split(/^## /m).find((each) => each.toLowerCase().replaceAll(" ", "-").startsWith(`${anchor}\n`));
  return section ?? "";
}

/** A link from a page to another place, as it is written there. */
function linkTo(page: string, place: string): string {
  const folder = page.split("/").slice(0, -1);
  const to = place.split("/");
  while (folder.length > 0 && folder[0] === to[0]) for (const each of [folder, to]) each.shift();
  return `](${[...folder.map(() => ".."), ...to].join("/")})`;
}

it.each(WAY_IN.slice(1))("who is at the end of %s is sent to the next page", async (place, next) => {
  const last = (await textOf(place)).trim().split("\n").at(-1);
  expect(last).toMatch(/^Next: \[/);
  expect(last).toContain(linkTo(place.split("#")[0] ?? "", next));
});

it("the README names every page of the way, in its order", async () => {
  const steps = (await textOf("README.md")).split("\n").filter((line) => /^\d\. /.test(line));
  const at = WAY_IN.map(([, next]) => steps.findIndex((step) => step.includes(linkTo("README.md", next))));
  expect(at).toEqual([0, 1, 2, 3]);
});

it("the way ends where there are the ways to run it", async () => {
  expect(await textOf("docs/deploy/README.md#choose")).toContain("](systemd.md)");
});

it("before its first section, the README says what to start, shows the page, and calls the operation in code", async () => {
  const [head = ""] = (await textOf("README.md")).split(/^## /m);
  expect(head.split("\n").length).toBeLessThan(40);
  for (const each of [
    "pnpm@12.21.0 demo",
    "\nattached-files demo\n",
    "](docs/images/report.png)",
    "```ts",
    "](docs/README.md)",
  ])
    expect(head).toContain(each);
});
