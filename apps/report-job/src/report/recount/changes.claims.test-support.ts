import { claimsOfChart } from "./charts.claims.test-support.ts";
import type { Claim } from "./claim.test-support.ts";
import { countedBy, type FileLine, keyOf } from "./files-table.test-support.ts";
import { GIVEN, slotOf } from "./given.test-support.ts";
import { dayMoment, files, grouped } from "./human-text.test-support.ts";
import type { Claims, Recount } from "./recount.test-support.ts";
import { LAST_DAY } from "./rich-centre.test-support.ts";

/** Members that are compared, by what the page calls them. */
const MEMBERS: Readonly<Record<string, (line: FileLine) => unknown>> = {
  Status: ({ status }) => status,
  Name: ({ name }) => name,
  Size: ({ bytes }) => bytes,
  "Use case": ({ useCase }) => useCase,
  "Kind of uploader": ({ uploaderKind }) => uploaderKind,
  Uploader: ({ uploader }) => uploader,
  Tags: ({ tags }) => (tags === undefined ? undefined : JSON.stringify(tags)),
};

interface Change {
  readonly kind: "Appeared" | "Changed" | "Vanished" | "Came back";
  readonly old: FileLine | undefined;
  readonly line: FileLine;
  /** Of a changed file. */
  readonly members: readonly string[];
}

/** The lines of the last report against those of the one before; older ones say whether a file was there once. */
function changesOf({ days }: Recount, scope: string): readonly Change[] {
  const [now = [], before = [], ...older] = days
    .toReversed()
    .map((lines) => lines.filter((line) => line.scope === scope));
  const byKey = new Map(before.map((line) => [keyOf(line), line]));
  const once = new Set(older.flat().map(keyOf));
  return now.flatMap((line): Change[] => {
    const stood = byKey.get(keyOf(line));
    const old = stood?.presence === "vanished" ? undefined : stood;
    const change = (kind: Change["kind"], members: readonly string[] = []): Change[] => [{ kind, old, line, members }];
    if (line.presence === "vanished") return change("Vanished");
    if (old === undefined) return change(stood !== undefined || once.has(keyOf(line)) ? "Came back" : "Appeared");
    if (answerOf(line, old) !== answerOf(old, old)) return change("Changed", ["Answered at all"]);
    const members = Object.keys(MEMBERS).filter((name) => MEMBERS[name]?.(line) !== MEMBERS[name]?.(old));
    return members.length === 0 ? [] : change("Changed", members);
  });
}

/** What was last answered at all: a file that was not asked about, or in vain, keeps that. */
function answerOf({ outcome }: FileLine, old: FileLine): string {
  return ["carried", "failed", "deferred"].includes(outcome) ? old.outcome : outcome;
}

/** What changed: in words, in charts, and file by file. */
export const claimsOfChanges: Claims = (recount) => [
  ...Object.keys(GIVEN.regions).flatMap((scope) => claimsOfScope(recount, scope)),
  ...claimsOfExamples(recount),
];

function claimsOfScope(recount: Recount, scope: string): readonly Claim[] {
  const { page, runs } = recount;
  const changes = changesOf(recount, scope);
  const heading = page.root.querySelectorAll("#changes ~ section h3").find(({ text }) => text === scope);
  const id = heading?.getAttribute("id") ?? "";
  const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
  const startedMs = runs[scope as keyof typeof runs][LAST_DAY - 1]?.startedMs ?? 0;
  const lead = heading?.parentNode?.querySelector(".lead");
  const sentence = [
    `${files(count("Appeared"))} appeared`,
    `${grouped(count("Changed"))} changed`,
    `${grouped(count("Vanished"))} vanished`,
    `${grouped(count("Came back"))} came back`,
  ];
  const bars = (name: string, rows: ReadonlyMap<string, number>): readonly Claim[] =>
    rows.size === 0
      ? []
      : claimsOfChart(page, {
          id: `${id}-${name}`,
          rows: [...rows].map(([label, value]) => ({ name: label, values: [value] })),
        });
  const byMost = (texts: readonly string[]) =>
    new Map(
      [...Map.groupBy(texts, (text) => text)]
        .map(([text, { length }]) => [text, length] as const)
        .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    );
  const changed = changes.filter(({ kind }) => kind === "Changed");
  const moves = changed
    .filter(({ members }) => members.includes("Status"))
    .map(({ old, line }) => `${old?.status} → ${line.status}`);
  const kinds = ["Appeared", "Changed", "Vanished", "Came back"] as const;
  return [
    {
      name: `what changed in ${scope}`,
      element: lead,
      says: [slotOf(LAST_DAY - 1), dayMoment(startedMs), ...(changes.length === 0 ? [] : sentence)],
    },
    ...(changes.length === 0 ? [] : bars("kinds", new Map(kinds.map((kind) => [kind, count(kind)])))),
    ...bars("members", byMost(changed.flatMap(({ members }) => members))),
    ...bars("moves", byMost(moves)),
  ];
}

function claimsOfExamples(recount: Recount): readonly Claim[] {
  const { page } = recount;
  const changes = Object.keys(GIVEN.regions).flatMap((scope) => changesOf(recount, scope));
  const byId = countedBy(
    changes.map(({ line }) => line),
    ({ id }) => id,
  );
  const all = changes.reduce((sum, { members }) => sum + Math.max(1, members.length), 0);
  const group = page.find("section[aria-labelledby=changes-examples]");
  const rows = group.querySelectorAll("tbody tr");
  return [
    { name: "as many examples as there are, or 20", holds: rows.length === Math.min(20, all) },
    { name: "how many examples", element: group.querySelector("caption"), says: [`${rows.length} changes`] },
    ...rows.map((row): Claim => {
      const id = row.querySelector("th .id")?.text ?? "";
      const change = changes.find(({ line }) => line === byId.get(id)?.[0]);
      const element = row.querySelector(".roomy");
      const [what = "", from] = (element?.text ?? "").split(/(?=NotFound|\d| → )/);
      const member = change?.members.find((each) => what.startsWith(each));
      if (change === undefined || (change.kind === "Changed") !== (member !== undefined))
        return { name: `${id} changed so`, holds: false };
      const value = (line: FileLine | undefined) => (line === undefined ? "" : String(MEMBERS[member ?? ""]?.(line)));
      const isSize = member === "Size" && from !== undefined;
      return {
        name: `what happened to ${id}`,
        element,
        says: isSize ? [`${value(change.old)} → ${value(change.line)}`] : [member ?? change.kind],
      };
    }),
  ];
}
