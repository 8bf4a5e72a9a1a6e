import type { JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import { KINDS, MEMBER_WORDS } from "./change-words.ts";
import { type Bar, BarChart } from "./charts/bar-chart.tsx";
import { strangerTitle } from "./stranger-text.tsx";

interface ChangeChartsProps {
  readonly id: string;
  readonly changes: ScopeChanges;
}

/** What happened to the files of one scope, and to which members. */
export function ChangeCharts({
  id,
  changes: { counts, changedMembers, statusMoves },
}: ChangeChartsProps): JSX.Element | null {
  if (counts === null) return null;
  return (
    <div class="charts">
      <BarChart
        id={`${id}-kinds`}
        title="Files by what happened"
        heading="What happened"
        measure="Files"
        amount="files"
        bars={KINDS.map(([kind, label]) => ({ label, value: counts[kind] }))}
      />
      {changedMembers.length > 0 && (
        <BarChart
          id={`${id}-members`}
          title="Changed files by what changed"
          heading="Member"
          measure="Files"
          amount="files"
          note="A file in which several members changed is in several bars."
          bars={changedMembers.map(({ member, files: value }) => ({
            label: MEMBER_WORDS[member] ?? member,
            value,
          }))}
        />
      )}
      {statusMoves.length > 0 && (
        <BarChart
          id={`${id}-moves`}
          title="Status, from and to"
          heading="From and to"
          measure="Files"
          amount="files"
          bars={moveBars(statusMoves)}
        />
      )}
    </div>
  );
}

const MOST_MOVES = 12;

/** The most frequent moves, and all others together. */
function moveBars(moves: ScopeChanges["statusMoves"]): readonly Bar[] {
  const others = moves.slice(MOST_MOVES);
  return [
    ...moves.slice(0, MOST_MOVES).map(({ from, to, files: value }) => ({
      label: `${strangerTitle(from ?? "no status", 40)} → ${strangerTitle(to ?? "no status", 40)}`,
      value,
    })),
    ...(others.length === 0
      ? []
      : [
          {
            label: `${others.length} other ${others.length === 1 ? "move" : "moves"}`,
            value: others.reduce((sum, { files }) => sum + files, 0),
            isGathered: true,
          },
        ]),
  ];
}
