import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ReferenceSource } from "@attached-files/core";
import type { ScopeConfig } from "../config/config-schema.ts";
import type { ReferenceInput } from "../run/run-scope.ts";
import { scopeFolder } from "../state/open-state.ts";
import { type ListFormat, listFormat } from "./list-lines.ts";
import { listReferenceSource } from "./list-reference-source.ts";
import { spoolList } from "./spool-list.ts";

export interface ListInput {
  /** A path, or `-` for standard input. */
  readonly path: string;
  readonly format?: ListFormat;
  readonly stdin: NodeJS.ReadableStream;
  readonly stateFolder: string;
  readonly scope: string;
  readonly onMalformed: (message: string) => void;
}

/** References from the search of the scope's domains. Its digest does not tell endpoints apart: they are ways, not places. */
export function discoveryInput(scope: ScopeConfig, source: ReferenceSource): ReferenceInput {
  const { region, instanceId, domainIds, profile, assumeRole } = scope;
  const place = JSON.stringify([region, instanceId, domainIds, profile, assumeRole]);
  return {
    description: domainIds === undefined ? "all Cases domains" : `${domainIds.length} Cases domains`,
    digest: createHash("sha256").update(`discovery ${place}`).digest("hex"),
    source,
    rereadOnResume: false,
    malformedLines: () => 0,
  };
}

/** References from a list; standard input is kept beside the state until `release`. */
export async function listInput(
  input: ListInput,
): Promise<{ references: ReferenceInput; release: () => Promise<void> }> {
  const folder = scopeFolder(input.stateFolder, input.scope);
  await mkdir(folder, { recursive: true });
  const copy = join(folder, `standard-input-${process.pid}`);
  const spooled = await spoolList(input.path === "-" ? input.stdin : input.path, copy);
  const name = input.path === "-" ? "standard input" : input.path;
  let malformed = 0;
  const format = input.format ?? listFormat(input.path, spooled.firstCharacter);
  const source = listReferenceSource(spooled.path, format, (line, problem) => {
    malformed += 1;
    input.onMalformed(`${name}, line ${line}: ${problem}`);
  });
  return {
    references: {
      description: name,
      digest: spooled.digest,
      source,
      rereadOnResume: true,
      malformedLines: () => malformed,
    },
    release: () => rm(copy, { force: true }),
  };
}
