import type { Claim } from "./claim.test-support.ts";
import { bytesOf, countedBy, type FileLine } from "./files-table.test-support.ts";
import { GIVEN } from "./given.test-support.ts";
import { files, grouped, lasted, moment, sizedExactly } from "./human-text.test-support.ts";
import { type Claims, NOT_KNOWN, needsAPerson, PERSON, type Recount } from "./recount.test-support.ts";

const SHOWN = 5;
/** Numbers in the words of a problem, which are settings. */
const WORDS: Readonly<Record<string, string>> = { stuck: "90 minutes", "too-large": "104,857,600 bytes" };

/** The groups of problems: how many files, and when, how long and how large those that are shown. */
export const claimsOfProblems: Claims = (recount) => {
  const { page, lines } = recount;
  const unknown = lines.filter((line) => Object.values(NOT_KNOWN).some((has) => has(line))).length;
  return [
    {
      name: "files that need a person",
      element: page.find("#person ~ .lead"),
      says: [files(lines.filter(needsAPerson).length)],
    },
    { name: "files not known", element: page.find("#not-known ~ .lead"), says: [files(unknown)] },
    ...Object.entries({ ...PERSON, ...NOT_KNOWN }).flatMap(([problem, has]) =>
      claimsOfGroup(recount, problem, lines.filter(has)),
    ),
    ...claimsOfCases(recount),
    ...claimsOfIrregularities(recount),
  ];
};

function claimsOfGroup({ page }: Recount, problem: string, found: readonly FileLine[]): readonly Claim[] {
  if (found.length === 0) return [];
  const group = page.find(`section[aria-labelledby=${problem}]`);
  const link = page.root.querySelector(`.overview a[href="#${problem}"]`);
  const shown = group.querySelectorAll("tbody tr");
  const more = group.querySelector(".more");
  return [
    { name: `files of ${problem}`, element: group.querySelector(".count"), says: [grouped(found.length)] },
    { name: `files of ${problem} in the overview`, element: link?.parentNode, says: [grouped(found.length)] },
    {
      name: `the words of ${problem}`,
      element: group.querySelector("p"),
      says: WORDS[problem] === undefined ? [] : [WORDS[problem]],
    },
    {
      name: `shown files of ${problem}`,
      element: group.querySelector("caption"),
      says: found.length > SHOWN ? [`${SHOWN} of ${grouped(found.length)}`] : [],
    },
    ...(found.length > SHOWN
      ? [{ name: `other files of ${problem}`, element: more, says: [`${grouped(found.length - SHOWN)} more`] }]
      : []),
    { name: `as many rows of ${problem}`, holds: shown.length === Math.min(SHOWN, found.length) },
    ...shown.flatMap((row) => claimsOfRow(row, found, problem)),
  ];
}

type Row = ReturnType<Recount["page"]["find"]>;

function claimsOfRow(row: Row, found: readonly FileLine[], problem: string): readonly Claim[] {
  const id = row.querySelector("th .id bdi:last-child")?.text;
  const line = found.find((each) => each.id === id);
  const cell = (heading: string, says: string | undefined): Claim[] => {
    const element = row.querySelector(`[data-heading="${heading}"]`);
    return element === null
      ? []
      : [{ name: `${heading} of ${id}, ${problem}`, element, says: says === undefined ? [] : [says] }];
  };
  const { createdMs, attachedMs, checkedMs = 0, bytes } = line ?? {};
  return [
    { name: `${id} is one of ${problem}`, holds: line !== undefined },
    ...cell("For", createdMs === undefined ? undefined : lasted(checkedMs - createdMs)),
    // A time that cannot be read stands as it was answered, as other people's text.
    ...cell("Created (UTC)", createdMs === undefined ? undefined : moment(createdMs)),
    ...cell("Attached (UTC)", attachedMs === undefined ? undefined : moment(attachedMs)),
    ...cell("Size", bytes === undefined ? undefined : sizedExactly(bytes)),
  ];
}

function claimsOfCases({ page, lines }: Recount): readonly Claim[] {
  const { most, warnAtShare } = GIVEN.rules.filesPerCase;
  const standing = lines.filter(({ presence }) => presence === undefined);
  const near = [...countedBy(standing, ({ scope, case: of }) => `${scope} ${of}`)].filter(
    ([, some]) => some.length >= most * warnAtShare,
  );
  const group = page.find("section[aria-labelledby=case-near-quota]");
  const rows = group.querySelectorAll("tbody tr");
  return [
    { name: "cases near their quota", element: group.querySelector(".count"), says: [grouped(near.length)] },
    {
      name: "from which number on a case is told",
      element: group.querySelector("p"),
      says: [`${most * warnAtShare} files`, `${most}`],
    },
    { name: "shown cases", element: group.querySelector("caption"), says: [`10 of ${near.length} cases`] },
    { name: "where other cases are", element: group.querySelector(".more"), says: ["Up to 50"] },
    ...rows.flatMap((row) => {
      const title = row.querySelector("th .id")?.getAttribute("title");
      const scope = row.querySelector("[data-heading=Scope]")?.text;
      const some = near.find(([name]) => name === `${scope} ${title}`)?.[1] ?? [];
      return [
        { name: `files of ${title}`, element: row.querySelector("[data-heading=Files]"), says: [grouped(some.length)] },
        {
          name: `size of ${title}`,
          element: row.querySelector("[data-heading=Size]"),
          says: [sizedExactly(bytesOf(some))],
        },
      ];
    }),
  ];
}

function claimsOfIrregularities({ page, problemRows, lines }: Recount): readonly Claim[] {
  const irregular = problemRows.filter(({ problem }) => problem === "irregularity");
  const kinds = Map.groupBy(irregular, ({ irregularity_kind: kind = "" }) => kind);
  const statuses = lines.filter(PERSON["unknown-status"] ?? (() => false)).length;
  const all = kinds.size + (statuses > 0 && !kinds.has("unknown-status") ? 1 : 0);
  kinds.delete("unknown-status");
  const shown = [...kinds.values()].reduce((sum, { length }) => sum + Math.min(3, length), 0);
  const group = (kind: string) => page.root.querySelector(`section[aria-labelledby=irregular-${kind}]`);
  return [
    {
      name: "how often, in how many kinds and rows",
      element: page.find("#irregularities ~ .lead"),
      says: [`Met ${grouped(irregular.length + statuses)} times`, `in ${all} kinds`, `${shown} rows are shown here`],
    },
    {
      name: "files of an unknown status",
      element: page.find("#irregularities ~ p:not(.lead)"),
      says: [files(statuses)],
    },
    ...[...kinds].flatMap(([kind, { length }]) => [
      { name: `irregularities: ${kind}`, element: group(kind)?.querySelector(".count"), says: [grouped(length)] },
      ...(length > 3
        ? [
            {
              name: `shown ones: ${kind}`,
              element: group(kind)?.querySelector("caption"),
              says: [`3 of ${grouped(length)}`],
            },
            {
              name: `other ones: ${kind}`,
              element: group(kind)?.querySelector(".more"),
              says: [`${grouped(length - 3)} more`],
            },
          ]
        : []),
    ]),
  ];
}
