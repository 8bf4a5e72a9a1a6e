import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";
import { ROOT } from "../repository.ts";
import { billOfMaterials } from "./bill-of-materials.ts";

// Writes the bills of materials of all packages that are published, to be kept beside a release.
const folder = join(ROOT, "release/dist/sbom");
await mkdir(folder, { recursive: true });
for (const { manifest } of await publishedPackages()) {
  const file = join(folder, `${manifest.name.replace(/^@/, "").replace("/", "-")}-${manifest.version}.cdx.json`);
  await writeFile(file, await billOfMaterials(manifest.name));
  process.stdout.write(`${file}\n`);
}
