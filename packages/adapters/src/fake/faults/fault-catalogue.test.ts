import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULT_MEMBERS } from "./fault.ts";
import { FAULT_CATALOGUE } from "./fault-catalogue.ts";
import { Faults } from "./faults.ts";

const DOCS = readFileSync(new URL("../../../../../docs/faults.md", import.meta.url), "utf8");

it("the documentation's table is the catalogue, fault by fault and word by word", () => {
  const rows = [...DOCS.matchAll(/^\| `(\{.*\})` +\| (.*?) +\|$/gm)].map(([, fault, line]) => ({ fault, line }));
  expect(rows).toEqual(FAULT_CATALOGUE);
});

it("each fault of the catalogue can be asked for as it stands there, and has one line", () => {
  for (const { fault, line } of FAULT_CATALOGUE) {
    const faults = new Faults();
    faults.next(JSON.parse(fault));
    expect(faults.pending()).toHaveLength(1);
    expect(line).toMatch(/^[A-Z][^\n|]+\.$/);
  }
});

it("no kind of fault is left out of the catalogue, and none stands there twice", () => {
  const members = new Set(FAULT_CATALOGUE.map(({ fault }) => Object.keys(JSON.parse(fault))[0]));
  expect([...members].sort()).toEqual([...FAULT_MEMBERS].sort());
  expect(new Set(FAULT_CATALOGUE.map(({ fault }) => fault)).size).toBe(FAULT_CATALOGUE.length);
});
