import { renderToString } from "preact-render-to-string";
import { expect, it } from "vitest";
import type { FindingReport } from "../triage-schema.ts";
import { AffectedPeople } from "./affected-people.tsx";

/** What is in view, and what is folded, of an outage that cost so many people two files each. */
function shown(people: number, change: { readonly others?: number; readonly room?: number } = {}) {
  const { others = 0, room = 50 } = change;
  const affected = {
    people: Array.from({ length: people }, (_, index) => ({ uploader: `person ${index}`, kind: null, files: 2 })),
    others: { people: others, files: others },
  };
  const page = renderToString(<AffectedPeople finding={{ affected } as FindingReport} room={room} />);
  const [folded = ""] = /<details.*<\/details>/s.exec(page) ?? [];
  const words = (html: string) =>
    html
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll(/\s+/g, " ")
      .trim();
  const rows = (html: string) => html.split('<th scope="row">').length - 1;
  const inView = page.replace(folded, "");
  return { rows: [rows(inView), rows(folded)], inView: words(inView), folded: words(folded) };
}

it("a long list of people is folded behind its first, and says of how many people and files", () => {
  const { rows, inView, folded } = shown(50, { others: 7 });
  expect(rows).toEqual([8, 42]);
  expect(inView).toContain("8 of 57 people, most files first");
  expect(inView).toContain("And 7 more people with 7 files.");
  expect(folded).toMatch(/^42 more people, with 84 files/);
});

it("a short list of people is whole", () => {
  expect(shown(12).rows).toEqual([12, 0]);
  expect(shown(12).inView).not.toContain("more people");
  expect(shown(0).inView).toBe("");
});

it("people for whom the page has no room are counted, and found in report.json", () => {
  const { rows, inView } = shown(20, { others: 5, room: 10 });
  expect(rows).toEqual([10, 0]);
  expect(inView).toContain("And 15 more people with 25 files; up to 50 of them are in report.json, as triage.");
  expect(shown(20, { room: 0 }).inView).toBe(
    "Whom to ask for their files again: 20 people with 40 files; up to 50 of them are in report.json, as triage.",
  );
});
