import { renderToString } from "preact-render-to-string";
import { expect, it } from "vitest";
import { tooLargeMeaning } from "../limits/limit-words.ts";
import type { LimitsReport } from "../limits/limits-schema.ts";
import { ProblemMeaning } from "./problem-meaning.tsx";

const limits = (...sizes: readonly number[]): LimitsReport =>
  [
    {
      standing: sizes.map((maxFileSizeBytes) => ({
        attachedTo: "case",
        maxFileSizeBytes,
        maxFileSizeFrom: "learnt",
        allowedExtensions: null,
        allowedExtensionsFrom: "default",
      })),
    },
  ] as unknown as LimitsReport;

it("links to the limits where there are several, and is a sentence where there is one", () => {
  const page = (meaning: string) => renderToString(<ProblemMeaning text={meaning} />);
  expect(page(tooLargeMeaning(limits(10, 20)))).toBe(
    '<p>Larger than the limit that stands where it is attached, between 10 bytes and 20 bytes: see <a href="#limits">Limits of files</a>.</p>',
  );
  expect(page(tooLargeMeaning(limits(10)))).toMatch(/^<p>Larger than 10 bytes, [^<]*<\/p>$/);
});
