import type { JSX } from "preact";
import type { ScopeChanges } from "../changes-schema.ts";
import { KINDS, MEMBER_WORDS } from "./change-words.ts";
import { type Bar, BarChart } from "./charts/bar-chart.tsx";

interface ChangeChartsProps {
  readonly id: string;
  readonly changes: ScopeChanges & { readonly counts: NonNullable<ScopeChanges["counts"]> };
}

/** What happened to the files of one scope, and to which members. */
export function ChangeCharts({ id, changes: { counts, changedMembers, statusMoves } }: ChangeChartsProps): JSX.Element {
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
          bars={statusMoves.map(moveBar)}
        />
      )}
    </div>
  );
}

function moveBar({ from, to, files: value }: ScopeChanges["statusMoves"][number]): Bar {
  return { label: `${from ?? "no status"} → ${to ?? "no status"}`, value };
}
