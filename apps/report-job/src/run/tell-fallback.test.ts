import { SourceError } from "@attached-files/core";
import { expect, it } from "vitest";
import { fallbackTeller } from "./tell-fallback.ts";

it("a search that fell back is one warning for each domain, with what would mend it", () => {
  const said: unknown[] = [];
  const progress = {
    begin: () => {},
    advance: () => {},
    end: () => {},
    say: (...given: unknown[]) => void said.push(given),
  };
  const run = { scope: "main", progress };
  const tell = fallbackTeller(run);
  const denied = { operation: "SearchAllRelatedItems", error: new SourceError("AccessDeniedException", "not allowed") };
  for (const domainId of ["d-1", "d-1"]) fallbackTeller(run)({ ...denied, domainId });
  tell({ ...denied, domainId: "d-2", error: new SourceError("InvalidRequestException", "unknown operation") });
  expect(said).toEqual([
    [
      "main: domain d-1 is searched case by case, which takes more calls: SearchAllRelatedItems was refused, AccessDeniedException: not allowed. Allow cases:SearchAllRelatedItems (attached-files permissions).",
      { level: "warn", code: "case-by-case" },
    ],
    [
      "main: domain d-2 is searched case by case, which takes more calls: SearchAllRelatedItems was refused, InvalidRequestException: unknown operation.",
      { level: "warn", code: "case-by-case" },
    ],
  ]);
});

it("what strangers say of it is told in short", () => {
  const said: string[] = [];
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: (line: string) => void said.push(line) };
  const error = new SourceError("AccessDeniedException", "m".repeat(100_000));
  fallbackTeller({ scope: "main", progress })({
    operation: "SearchAllRelatedItems",
    domainId: "d".repeat(100_000),
    error,
  });
  expect(said).toEqual([expect.stringMatching(/domain d{50,500}…? .*: m{50,500}/)]);
  expect(said[0]?.length).toBeLessThan(1500);
});
