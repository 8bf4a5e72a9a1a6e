import { AGES, type Bands, bandOf, SIZES } from "./bands.test-support.ts";
import { claimsOfBars, type Group } from "./bars.claims.test-support.ts";
import type { Claim } from "./claim.test-support.ts";
import { bytesOf, type FileLine } from "./files-table.test-support.ts";
import { arnEnd, dayMoment, files, grouped, month, share, sizedExactly } from "./human-text.test-support.ts";
import { type Claims, type Recount, typeOf } from "./recount.test-support.ts";
import { LAST_DAY } from "./rich-centre.test-support.ts";

const MOST_BARS = 12;

interface Divided {
  readonly id: string;
  /** So many texts have a row of their own, and so has what has none. */
  readonly most: number;
  readonly of: readonly FileLine[];
  readonly whole: number;
  /** A file's texts, by which it is counted; none where it has no such property. */
  readonly textsOf: (line: FileLine) => readonly string[];
  readonly none: string;
  /** What sizes are of. */
  readonly bytesOf?: (lines: readonly FileLine[]) => number;
  readonly note?: readonly string[];
}

/** How the files divide: each breakdown's table, and the bars that are drawn of it. */
export const claimsOfBreakdowns: Claims = (recount) => {
  const { lines, page, runs } = recount;
  const described = lines.filter(({ isDescribed }) => isDescribed);
  // The slot is a day and no moment, so that ages count to when the last run began.
  const agesAtMs = runs.claims[LAST_DAY]?.startedMs ?? 0;
  const by = (id: string, none: string, most: number, textsOf: Divided["textsOf"], note?: readonly string[]) =>
    claimsOfDivided(recount, {
      id,
      none,
      most,
      textsOf,
      of: described,
      whole: described.length,
      ...(note === undefined ? {} : { note }),
    });
  const one = (text: string | undefined) => (text === undefined ? [] : [text]);
  const band = (bands: Bands, value: number | undefined) => one(value === undefined ? undefined : bandOf(bands, value));
  const kept = (some: readonly FileLine[]) => bytesOf(some.filter(({ status }) => status !== "REJECTED"));
  return [
    { name: "files that are described", element: page.find("#by-property"), says: [files(described.length)] },
    ...claimsOfDivided(recount, {
      id: "by-scope-files",
      none: "",
      most: 50,
      of: lines,
      whole: lines.length,
      textsOf: ({ scope }) => [scope],
      bytesOf: kept,
    }),
    ...by("by-status", "no status", 50, ({ status }) => one(status)),
    ...by("by-use-case", "no use case", 50, ({ useCase }) => one(useCase)),
    ...by("by-type", "no extension", 15, (line) => one(typeOf(line)).map((type) => `.${type}`)),
    ...by("by-size", "no size", 50, ({ bytes }) => band(SIZES, bytes)),
    ...by(
      "by-age",
      "no readable date",
      50,
      ({ createdMs }) => band(AGES, createdMs === undefined ? undefined : agesAtMs - createdMs),
      [dayMoment(agesAtMs)],
    ),
    ...by("by-month", "no readable date", 24, ({ createdMs }) =>
      createdMs === undefined ? [] : [month(new Date(createdMs).toISOString().slice(0, 7))],
    ),
    ...by("by-uploader", "not told", 12, ({ uploader }) => one(uploader).map(arnEnd)),
    ...by("by-tag", "no tag", 30, ({ tags = {} }) => Object.keys(tags)),
  ];
};

function claimsOfDivided({ page }: Recount, divided: Divided): readonly Claim[] {
  const { id, most, of, whole, none, note = [] } = divided;
  const figure = page.find(`figure[aria-labelledby=${id}]`);
  const rows = figure.querySelectorAll("tbody tr");
  const without = of.filter((line) => divided.textsOf(line).length === 0);
  const groups = [...new Set(of.flatMap(divided.textsOf))].map(
    (text): Group => [text, of.filter((line) => divided.textsOf(line).includes(text))],
  );
  const all: readonly Group[] = without.length === 0 ? groups : [...groups, [none, without]];
  const shown = rows.map((row) => all.find(([name]) => name === nameIn(row))).filter((group) => group !== undefined);
  const rest = all.filter((group) => !shown.includes(group));
  const together = (folded: readonly Group[]): readonly Group[] =>
    folded.length === 0
      ? []
      : [[`${folded.length} other${folded.length === 1 ? "" : "s"}`, folded.flatMap(([, lines]) => lines)]];
  const told = [...shown, ...together(rest)];
  const texts = shown.filter(([name]) => name !== none);
  const isDrawn = (group: Group) => group[0] === none || texts.indexOf(group) < MOST_BARS;
  const drawn =
    texts.length <= MOST_BARS
      ? told
      : [...shown.filter(isDrawn), ...together([...shown.filter((group) => !isDrawn(group)), ...rest])];
  const size = divided.bytesOf ?? bytesOf;
  const least = Math.min(...texts.map(([, { length }]) => length));
  const isByMost = !["by-month", "by-age", "by-size"].includes(id);
  return [
    {
      name: `${id} names each, or the ${most} with the most files`,
      holds:
        texts.length === Math.min(most, groups.length) &&
        (!isByMost || rest.every(([, { length }]) => length <= least)),
    },
    { name: `${id} has a row for each`, holds: rows.length === told.length },
    ...(note.length === 0 ? [] : [{ name: `note of ${id}`, element: figure.querySelector("p.note"), says: note }]),
    ...rows.map((element, index): Claim => {
      const [name, lines] = told[index] ?? ["a row too many", []];
      return {
        name: `${id}: ${name}`,
        element,
        says: [name, ` ${grouped(lines.length)} `, share(lines.length, whole), sizedExactly(size(lines))],
      };
    }),
    ...figure.querySelectorAll("svg.drawing").flatMap((drawing) => claimsOfBars(drawing, id, drawn, whole)),
  ];
}

/** What a row of a breakdown's table is of. */
function nameIn(row: ReturnType<Recount["page"]["find"]>): string | undefined {
  const time = row.querySelector("th time");
  if (time !== null) return `${time.text} (${time.getAttribute("datetime")})`;
  return row.querySelector("th bdi")?.text ?? row.querySelector("th")?.text;
}
