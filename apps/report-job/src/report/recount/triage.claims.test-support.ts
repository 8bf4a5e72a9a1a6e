import type { Claim } from "./claim.test-support.ts";
import { countedBy, type FileLine } from "./files-table.test-support.ts";
import { arnEnd, files, grouped, moment, share } from "./human-text.test-support.ts";
import { type Claims, type Recount, typeOf } from "./recount.test-support.ts";
import { OUTAGE } from "./rich-centre.test-support.ts";

/** So many people are in view before the others are unfolded. */
const IN_VIEW = 8;
const isRejected = ({ status }: FileLine) => status === "REJECTED";
const rejectedOf = (lines: readonly FileLine[]) => lines.filter(isRejected).length;

/** The outage and the type that the states hold, with their evidence; in the order of the scopes' names on the page. */
export const claimsOfTriage: Claims = (recount) => {
  const { page, lines } = recount;
  const described = lines.filter(({ isDescribed }) => isDescribed);
  const groups = page.root.querySelectorAll("#triage ~ section.group");
  const of = (title: RegExp) => groups.find((group) => title.test(group.querySelector("h3")?.text ?? ""));
  const rule = page.find("#triage ~ details");
  const untimed = described.filter((line) => isRejected(line) && line.createdMs === undefined).length;
  return [
    { name: "one outage and one type", holds: groups.length === 2 },
    ...claimsOfOutage(
      of(/outage/),
      described.filter(({ scope }) => scope === "customer-care"),
    ),
    ...claimsOfType(
      of(/type: msi/),
      described.filter(({ scope }) => scope === "claims"),
    ),
    {
      name: "the thresholds of the rule, as its sources tell them",
      element: rule,
      says: [
        "at least 10 rejected",
        "25 %",
        "at least 5 times",
        "90 %",
        "at least 3 uploaders",
        "at least 3 of their files",
        "25 %",
        "at least 10 rejected",
        "at least 3 times",
      ],
    },
    {
      name: "rejected files without a time",
      holds: untimed === 0 && !page.textOf(rule).includes("no time of creation"),
    },
  ];
};

type Group = ReturnType<Recount["page"]["find"]> | undefined;

function claimsOfOutage(group: Group, lines: readonly FileLine[]): readonly Claim[] {
  const { fromMs, toMs } = OUTAGE;
  const within = lines.filter(({ createdMs = 0 }) => createdMs >= fromMs && createdMs < toMs);
  const outside = lines.filter((line) => !within.includes(line));
  const rejected = within.filter(isRejected);
  const people = countedBy(
    rejected.filter(({ uploader }) => uploader !== undefined),
    ({ uploader }) => arnEnd(uploader ?? ""),
  );
  const types = new Set(rejected.map(typeOf)).size;
  const rows = group?.querySelectorAll("tbody tr") ?? [];
  const named = rows.map((row) => row.querySelector("th bdi")?.text ?? "");
  const others = [...people].filter(([name]) => !named.includes(name));
  const countOf = (names: readonly string[]) => names.flatMap((name) => people.get(name) ?? []).length;
  const folded = named.slice(IN_VIEW);
  return [
    { name: "rejected files of the outage", element: group?.querySelector(".count"), says: [grouped(rejected.length)] },
    {
      name: "the evidence of the outage",
      element: group?.querySelectorAll("p")[1],
      says: [
        moment(fromMs),
        moment(toMs),
        `${grouped(rejected.length)} of ${files(within.length)}`,
        share(rejected.length, within.length),
        `${people.size} uploaders and ${types} types`,
        `${files(rejected.filter(({ uploader }) => uploader === undefined).length)} without an uploader`,
        share(rejectedOf(outside), outside.length),
        `${grouped(rejectedOf(outside))} of ${grouped(outside.length)}`,
      ],
    },
    { name: "50 people are named", holds: new Set(named).size === 50 && named.every((name) => people.has(name)) },
    ...rows.map((row, index) => ({
      name: `files of ${named[index]}`,
      element: row.querySelector("td"),
      says: [grouped(people.get(named[index] ?? "")?.length ?? 0)],
    })),
    { name: "people in view", element: group?.querySelector("caption"), says: [`${IN_VIEW} of ${people.size} people`] },
    {
      name: "people who are folded away",
      element: group?.querySelector("summary"),
      says: [`${folded.length} more people, with ${files(countOf(folded))}`],
    },
    {
      name: "other people",
      element: group?.querySelector("p.more"),
      says: [`${others.length} more people`, files(others.flatMap(([, some]) => some).length)],
    },
    {
      name: "where the files of the outage are",
      element: group?.querySelectorAll("p.more").at(-1),
      says: [new Date(fromMs).toISOString(), new Date(toMs).toISOString()],
    },
  ];
}

function claimsOfType(group: Group, lines: readonly FileLine[]): readonly Claim[] {
  const own = lines.filter((line) => typeOf(line) === "msi");
  const others = lines.filter((line) => typeOf(line) !== "msi");
  return [
    { name: "rejected files of the type", element: group?.querySelector(".count"), says: [grouped(rejectedOf(own))] },
    {
      name: "the evidence of the type",
      element: group?.querySelectorAll("p")[1],
      says: [
        `${grouped(rejectedOf(lines))} of ${files(lines.length)}`,
        share(rejectedOf(lines), lines.length),
        `${grouped(rejectedOf(own))} of these ${grouped(rejectedOf(lines))}`,
        `out of ${grouped(own.length)}`,
        share(rejectedOf(others), others.length),
        `${grouped(rejectedOf(others))} of ${grouped(others.length)}`,
      ],
    },
  ];
}
