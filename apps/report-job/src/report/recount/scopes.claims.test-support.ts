import { claimsOfChart } from "./charts.claims.test-support.ts";
import type { Claim } from "./claim.test-support.ts";
import { bytesOf, countedBy, type FileLine } from "./files-table.test-support.ts";
import { GIVEN } from "./given.test-support.ts";
import { grouped, lasted, moment, sizedExactly } from "./human-text.test-support.ts";
import type { Claims } from "./recount.test-support.ts";
import { LAST_DAY } from "./rich-centre.test-support.ts";
import { FALLEN_BACK } from "./rich-reports.test-support.ts";

/** What the run learned of each scope's files, and what it took. */
export const claimsOfScopes: Claims = ({ page, lines, runs }) => {
  const scopes = [...countedBy(lines, ({ scope }) => scope)] as [keyof typeof GIVEN.regions, FileLine[]][];
  const rowsOf = (id: string) =>
    page
      .find(`section[aria-labelledby=${id}]`)
      .querySelectorAll("tbody tr")
      .filter((row) => row.closest("section")?.getAttribute("aria-labelledby") === id);
  const rowOf = (id: string, scope: string) => rowsOf(id).find((row) => row.querySelector("th .name")?.text === scope);
  const outcomes = ["Retrieved", "Refused", "Unanswered", "Failed", "Carried", "Deferred"];
  const countOf = (some: readonly FileLine[], name: string) =>
    some.filter(({ outcome }) => outcome === name.toLowerCase()).length;
  return [
    ...claimsOfChart(page, {
      id: "by-outcome",
      whole: lines.length,
      rows: outcomes.map((name) => ({ name, values: [countOf(lines, name)] })),
    }),
    {
      name: "a row for each scope",
      holds: ["by-scope", "run", "limits"].every((id) => rowsOf(id).length === scopes.length),
    },
    {
      name: "domains searched case by case",
      element: page.find("#case-by-case"),
      says: [String(FALLEN_BACK.length)],
    },
    {
      name: "each of them by its id",
      holds: FALLEN_BACK.every((id) => page.find("section[aria-labelledby=case-by-case]").text.includes(id)),
    },
    ...scopes.flatMap(([scope, some]) => {
      const row = rowOf("by-scope", scope);
      const run = runs[scope][LAST_DAY];
      const ran = rowOf("run", scope);
      const cell = (heading: string, says: string): Claim => ({
        name: `${heading} of ${scope}`,
        element: row?.querySelector(`[data-heading=${heading}]`),
        says: [says],
      });
      const kept = bytesOf(some) - bytesOf(some.filter(({ status }) => status === "REJECTED"));
      const fact = (heading: string, says: readonly string[]): Claim => ({
        name: `${heading} of the run of ${scope}`,
        element: ran?.querySelector(`[data-heading="${heading}"]`),
        says,
      });
      return [
        { name: `Region of ${scope}`, element: row?.querySelector("th"), says: [scope, GIVEN.regions[scope]] },
        cell("Files", grouped(some.length)),
        ...outcomes.map((name) => cell(name, grouped(countOf(some, name)))),
        cell("Size", sizedExactly(kept)),
        { name: `Region of the run of ${scope}`, element: ran?.querySelector("th"), says: [GIVEN.regions[scope]] },
        fact("Files found by", [`d-${scope.length}`]),
        fact("Started (UTC)", [moment(run?.startedMs ?? 0)]),
        fact("Took", [lasted((run?.finishedMs ?? 0) - (run?.startedMs ?? 0))]),
        fact("Calls", [grouped(run?.calls ?? 0)]),
        {
          name: `the most bytes of a file of ${scope}`,
          element: rowOf("limits", scope)?.querySelector('[data-heading="At most"]'),
          says: [sizedExactly(GIVEN.rules.maxFileSizeBytes)],
        },
        fact(
          "Notes",
          scope === "claims"
            ? [
                `${FALLEN_BACK.length} domains searched case by case`,
                `${run?.repeated} references found again`,
                `${run?.skippedLines} malformed`,
              ]
            : [],
        ),
      ];
    }),
  ];
};
