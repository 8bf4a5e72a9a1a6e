import { type Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect, it } from "vitest";
import { publishedPackages } from "../published-packages.ts";
import { type BillOfMaterials, billOfMaterials, CYCLONEDX_VERSION, fullName } from "./bill-of-materials.ts";

const validator = new Validation.JsonStrictValidator(CYCLONEDX_VERSION as Spec.Version);

it("every package that is published has a bill of materials that CycloneDX's own schema takes", async () => {
  const packages = await publishedPackages();
  expect(packages.map(({ manifest }) => manifest.name)).toEqual([
    "@attached-files/core",
    "@attached-files/adapters",
    "@attached-files/report-job",
  ]);
  for (const { manifest } of packages) {
    const text = await billOfMaterials(manifest.name);
    expect(await validator.validate(text), manifest.name).toBeNull();
    const bill = JSON.parse(text) as BillOfMaterials;
    expect(fullName(bill.metadata.component)).toBe(manifest.name);
    expect(bill.components.map(fullName)).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies ?? {})));
  }
});

it("the schema refuses what is no bill", async () => {
  expect(await validator.validate('{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{}]}')).not.toBeNull();
});
