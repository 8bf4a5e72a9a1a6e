import { CHANGES_BETWEEN } from "./changes-between.ts";
import { FILE_CHANGES_VIEW } from "./file-changes-view.ts";
import { FILE_VERSIONS_VIEW } from "./file-versions-view.ts";
import { FILES_VIEW } from "./files-view.ts";
import { RUNS_VIEW } from "./runs-view.ts";
import type { View } from "./view.ts";

/** Everything that `attached-files query` may be asked, each before those that look at it. */
export const VIEWS: readonly View[] = [
  RUNS_VIEW,
  FILES_VIEW,
  FILE_VERSIONS_VIEW,
  FILE_CHANGES_VIEW,
  ...CHANGES_BETWEEN,
];

/** The views as the documentation tells them. */
export function viewsText(): string {
  return VIEWS.map(({ name, parameters = "", meaning, columns }) => {
    const rows = columns.map((column) => `| \`${column.name}\` | ${column.meaning} |`);
    return [
      `#### \`${name}${parameters}\``,
      "",
      `A row is ${meaning}.`,
      "",
      "| column | meaning |",
      "| --- | --- |",
      ...rows,
    ].join("\n");
  }).join("\n\n");
}
