import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../repository.ts";

const PAGE = "upgrade-and-remove.md";
const folder = join(ROOT, "docs/deploy");
const pages = (await readdir(folder)).filter((name) => name !== PAGE);

it("there are ways to run it, and their pages", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "systemd.md", "kubernetes.md"]));
});

it.each(pages)("%s leads to how what it installs is upgraded and removed", async (name) => {
  expect(await readFile(join(folder, name), "utf8")).toContain(`](${PAGE})`);
});
