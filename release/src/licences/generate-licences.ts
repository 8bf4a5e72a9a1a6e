import { writeFile } from "node:fs/promises";
import { publishedPackages } from "../published-packages.ts";
import { LICENCES_PAGE, licencesPage } from "./licences-page.ts";
import { shippedLicences } from "./shipped-licences.ts";

// Run by hand after a change of dependencies; a test fails while the committed page differs.
await writeFile(LICENCES_PAGE, licencesPage(await shippedLicences(await publishedPackages())));
