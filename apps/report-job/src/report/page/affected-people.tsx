import type { JSX } from "preact";
import type { FindingReport } from "../triage-schema.ts";
import { ArnText } from "./arn-text.tsx";
import { files, number } from "./quantities.tsx";

type Person = NonNullable<FindingReport["affected"]>["people"][number];

/** So many are in view, and the others a press away; a list of little more than that stays whole. */
const IN_VIEW = 8;
const WORTH_FOLDING = 4;

interface AffectedPeopleProps {
  readonly finding: FindingReport;
  /** So many there is room for; the others are counted. */
  readonly room: number;
}

/** Whom an outage cost files, those with the most files first; there only where somebody is known. */
export function AffectedPeople({ finding: { affected }, room }: AffectedPeopleProps): JSX.Element | null {
  if (affected === null || affected.people.length === 0) return null;
  const people = affected.people.slice(0, room);
  const rest = affected.people.slice(room);
  const others = { people: affected.others.people + rest.length, files: affected.others.files + filesOf(rest) };
  const isFolded = people.length > IN_VIEW + WORTH_FOLDING;
  const folded = isFolded ? people.slice(IN_VIEW) : [];
  const all = people.length + others.people;
  return (
    <>
      {people.length > 0 && (
        <PeopleTable
          caption={
            isFolded
              ? `Whom to ask for their files again: ${IN_VIEW} of ${number(all)} people, most files first`
              : "Whom to ask for their files again, most files first"
          }
          people={isFolded ? people.slice(0, IN_VIEW) : people}
        />
      )}
      {isFolded && (
        <details class="more">
          <summary>
            {number(folded.length)} more people, with {files(filesOf(folded))}
          </summary>
          <PeopleTable caption="Whom to ask, too" people={folded} />
        </details>
      )}
      {others.people > 0 && (
        <p class="more">
          {people.length === 0 ? "Whom to ask for their files again: " : "And "}
          {number(others.people)} {people.length === 0 ? "people" : "more people"} with {files(others.files)}
          {rest.length > 0 && "; up to 50 of them are in report.json, as triage"}.
        </p>
      )}
    </>
  );
}

function filesOf(people: readonly Person[]): number {
  return people.reduce((sum, person) => sum + person.files, 0);
}

function PeopleTable({ caption, people }: { readonly caption: string; readonly people: readonly Person[] }) {
  return (
    <div class="scroll">
      <table class="people">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Uploaded by</th>
            <th scope="col" class="numeric">
              Files
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.uploader}>
              <th scope="row">
                <ArnText arn={person.uploader} />
              </th>
              <td class="numeric">{number(person.files)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
