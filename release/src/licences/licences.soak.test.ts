import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { publishedPackages } from "../published-packages.ts";
import { LICENCES_PAGE, licencesPage } from "./licences-page.ts";
import { refusedLicences } from "./refused-licences.ts";
import { shippedLicences } from "./shipped-licences.ts";

it("what is installed with our packages has licences that are allowed, and stands on the page (else: generate:licences)", async () => {
  const shipped = await shippedLicences(await publishedPackages());
  expect(shipped.length).toBeGreaterThan(50);
  expect(refusedLicences(shipped)).toEqual([]);
  expect(await readFile(LICENCES_PAGE, "utf8")).toBe(licencesPage(shipped));
});

it.each([
  ["MIT", true],
  ["(GPL-3.0-only OR MIT)", true],
  ["MIT AND ISC", true],
  ["GPL-3.0-only", false],
  ["MIT AND GPL-3.0-only", false],
  ["none told", false],
  ["SEE LICENSE IN LICENSE.md", false],
])("the licence %s: %s", (licence, isAllowed) => {
  const refused = refusedLicences([{ name: "a", version: "1.0.0", licence, with: [] }]);
  expect(refused).toEqual(isAllowed ? [] : [`a 1.0.0: ${licence}`]);
});
