import { join } from "node:path";
import { ROOT } from "../repository.ts";
import type { ShippedLicence } from "./shipped-licences.ts";

/** Where the page is committed. */
export const LICENCES_PAGE: string = join(ROOT, "docs/licences.md");

/** The page of the licences of everything that is installed with our packages. */
export function licencesPage(shipped: readonly ShippedLicence[]): string {
  const licences = [...new Set(shipped.map(({ licence }) => licence))].sort();
  const counts = licences.map((each) => `${shipped.filter(({ licence }) => licence === each).length} × ${each}`);
  const rows = shipped.map(({ name, version, licence, with: ours }) => {
    const short = ours.map((each) => each.replace("@attached-files/", "")).join(", ");
    return `| ${name} | ${version} | ${licence} | ${short} |`;
  });
  return `# Licences of what is installed with it

Generated from what is installed (\`pnpm --filter @attached-files/release generate:licences\`); do not edit.

The packages hold none of the code of others. These ${shipped.length} are installed beside them, each with its own licence: ${counts.join(", ")}.
\`core\` needs nothing. A licence that is not on the list in \`release/src/licences/allowed-licences.ts\` makes a test fail.

| package | version | licence | installed with |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
