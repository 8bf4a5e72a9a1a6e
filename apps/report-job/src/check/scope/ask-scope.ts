import { type FileReference, parseFileArn } from "@attached-files/core";
import type { ConnectProbes, FoundFile, Probe } from "../../compose-probes.ts";
import type { ScopeConfig } from "../../config/config-schema.ts";

/** An answer, and what was asked for. */
export interface Asked<T> {
  readonly of: string;
  readonly probe: Probe<T>;
}

/** What the services answered to one harmless call for each thing that a run asks of them. */
export interface ScopeAnswers {
  /** One for each domain that the scope searches; none where it takes a list. */
  readonly searches: readonly Asked<FoundFile>[];
  readonly listDomains?: Probe<readonly string[]>;
  readonly getDomain?: Probe<object>;
  /** The first file that was found. */
  readonly found?: { readonly domainId: string; readonly fileArn: string; readonly instanceId: string | undefined };
  /** Undefined where no instance is known to ask. */
  readonly askForFile?: Probe<object>;
  readonly listConfigurations?: Probe<object>;
}

export interface Home {
  readonly partition: string;
  readonly region: string;
  readonly account: string | undefined;
}

/** An id that nobody gave a file, a case or a domain. */
const NOBODY = "attached-files-check";

/**
 * Asks once for each operation that the scope's run needs, with a real file where one can be found. A dozen calls at most:
 * domains beyond the first ten are looked at by the run alone.
 */
export async function askScope(
  scope: Pick<ScopeConfig, "instanceId" | "domainIds" | "references">,
  { home, listed }: { readonly home: Home; readonly listed: FileReference | undefined },
  probes: ConnectProbes,
  signal: AbortSignal,
): Promise<ScopeAnswers> {
  const isSearched = scope.references === undefined;
  const listDomains = isSearched && scope.domainIds === undefined ? await probes.listDomains(signal) : undefined;
  const domains = isSearched ? (scope.domainIds ?? listDomains?.value ?? []) : [];
  const searches: Asked<FoundFile>[] = [];
  for (const domainId of domains.slice(0, 10)) {
    searches.push({ of: domainId, probe: await probes.findFile(domainId, signal) });
  }
  // Where there is none to look at, whether it would be allowed shows all the same.
  const isLookedAt = isSearched && scope.domainIds === undefined;
  const getDomain = isLookedAt ? await probes.getDomain(domains[0] ?? NOBODY, signal) : undefined;
  const found = firstFound(searches);
  const answers = {
    searches,
    ...(listDomains === undefined ? {} : { listDomains }),
    ...(getDomain === undefined ? {} : { getDomain }),
    ...(found === undefined ? {} : { found }),
  };
  const instanceId = scope.instanceId ?? listed?.instanceId ?? found?.instanceId;
  if (instanceId === undefined) return answers;
  const real = listed ?? referenceOf(found);
  const isReal = real?.instanceId === instanceId;
  const { partition, region, account = "000000000000" } = home;
  const madeUp = {
    associatedResourceArn: `arn:${partition}:cases:${region}:${account}:domain/${domains[0] ?? NOBODY}/case/${NOBODY}`,
    fileId: NOBODY,
  };
  const { associatedResourceArn, fileId } = isReal ? real : madeUp;
  return {
    ...answers,
    askForFile: await probes.askForFile(instanceId, associatedResourceArn, fileId, signal),
    listConfigurations: await probes.listConfigurations(instanceId, signal),
  };
}

function referenceOf(found: ReturnType<typeof firstFound>): FileReference | undefined {
  const { instanceId, caseArn, fileId } = found ?? {};
  if (instanceId === undefined || caseArn === undefined || fileId === undefined) return undefined;
  return { instanceId, associatedResourceArn: caseArn, fileId };
}

function firstFound(searches: readonly Asked<FoundFile>[]) {
  for (const { of: domainId, probe } of searches) {
    const { fileArn, caseId } = probe.value ?? {};
    if (fileArn === undefined) continue;
    const parsed = parseFileArn(fileArn);
    if (!parsed.ok) return { domainId, fileArn, instanceId: undefined, fileId: undefined, caseArn: undefined };
    const { partition, region, account, instanceId, fileId } = parsed.value;
    const caseArn =
      caseId === undefined
        ? undefined
        : `arn:${partition}:cases:${region}:${account}:domain/${domainId}/case/${caseId}`;
    return { domainId, fileArn, instanceId, fileId, caseArn };
  }
  return undefined;
}
