import type { ComponentChildren, JSX } from "preact";
import type { Breakdown } from "../report-schema.ts";
import { ByteCount, number, share } from "./quantities.tsx";

interface BreakdownTableProps {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly breakdown: Breakdown;
  /** What the shares are of. */
  readonly whole: number;
  /** What an entry without a value is called. */
  readonly absent: string;
  readonly note?: string;
  readonly label: (value: string, kind: string | null) => ComponentChildren;
}

/** Files and bytes by one property, with a bar for the files. */
export function BreakdownTable(props: BreakdownTableProps): JSX.Element {
  const { id, title, heading, breakdown, whole, absent, note, label } = props;
  const { entries, others } = breakdown;
  return (
    <section class="breakdown" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {note !== undefined && <p class="note">{note}</p>}
      {entries.length === 0 ? (
        <p class="absent">None.</p>
      ) : (
        <div class="scroll">
          <table class="shares">
            <caption class="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{heading}</th>
                <th scope="col" class="numeric">
                  Files
                </th>
                <th scope="col" class="numeric share">
                  Share
                </th>
                <th scope="col" class="numeric">
                  Size
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ value, kind, files, sizeBytes }, index) => (
                <tr key={index}>
                  <th scope="row">
                    {value === null ? <span class="absent">{absent}</span> : label(value, kind)}
                    <Bar part={files} whole={whole} />
                  </th>
                  <Amounts files={files} whole={whole} bytes={sizeBytes} />
                </tr>
              ))}
              {others !== null && (
                <tr>
                  <th scope="row">
                    <span class="absent">{number(others.values)} others</span>
                    <Bar part={others.files} whole={whole} />
                  </th>
                  <Amounts files={others.files} whole={whole} bytes={others.sizeBytes} />
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface AmountsProps {
  readonly files: number;
  readonly whole: number;
  readonly bytes: number | string;
}

function Amounts({ files, whole, bytes }: AmountsProps): JSX.Element {
  return (
    <>
      <td class="numeric">{number(files)}</td>
      <td class="numeric nowrap share">{share(files, whole)}</td>
      <td class="numeric">
        <ByteCount bytes={bytes} />
      </td>
    </>
  );
}

/** Drawn with attributes, because the page's policy forbids style attributes. The numbers beside it say the same. */
function Bar({ part, whole }: { readonly part: number; readonly whole: number }): JSX.Element {
  const width = whole === 0 ? 0 : Math.min(100, (part / whole) * 100);
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="track" width="100" height="1" />
      <rect class="filled" width={part > 0 ? Math.max(0.5, width).toFixed(2) : "0"} height="1" />
    </svg>
  );
}
