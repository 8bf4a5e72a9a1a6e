import type { FileReference } from "@attached-files/core";
import { settingsThatAreMissing } from "../../compose.ts";
import { composeAccountProbes, composeConnectProbes } from "../../compose-probes.ts";
import type { ScopeConfig } from "../../config/config-schema.ts";
import { partitionOf } from "../../permissions/permission.ts";
import { scopePermissions } from "../../permissions/scope-permissions.ts";
import { type Finding, failed } from "../finding.ts";
import { mendFirst } from "../mend-first.ts";
import { credentialsFinding, quotaFinding } from "./account-findings.ts";
import { askScope, type ScopeAnswers } from "./ask-scope.ts";
import { asksAws, elsewhereBy, isAnsweredByAws } from "./asks-aws.ts";
import { belongingFindings } from "./belonging.ts";
import { clockFinding, endpointFindings } from "./endpoint-and-clock.ts";
import { onceSilent } from "./once-silent.ts";
import { permissionFindings } from "./permission-findings.ts";
import { regionFinding } from "./region-finding.ts";

export interface ScopeChecked {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Said behind an address that cannot be reached; empty where proxies are in order. */
  readonly proxyNote: string;
  /** A reference to ask about, where the scope takes a list. */
  readonly listed: FileReference | undefined;
}

/** Looks at all that a run of a scope needs of AWS. */
export async function* checkScope(scope: ScopeConfig, checked: ScopeChecked): AsyncGenerator<Finding> {
  const { environment, signal, proxyNote, listed } = checked;
  const about = scope.name;
  const missing = await settingsThatAreMissing(scope, environment, { regionPlace: "as 'region' of the scope" });
  if (missing.length > 0) {
    for (const problem of missing) yield ofSettings(about, problem);
    return;
  }
  const account = await composeAccountProbes(scope);
  const probes = onceSilent(await composeConnectProbes(scope));
  try {
    const region = (await account.region()) ?? "";
    yield regionFinding(about, region, scope.references === undefined, isAnsweredByAws(scope, environment));
    const isAws = asksAws(scope, environment);
    const identity = isAws ? await account.whoAmI(signal) : undefined;
    const home = { partition: partitionOf(region), region, account: identity?.value?.account };
    const answers = await askScope(scope, { home, listed }, probes, signal);
    const all = allProbes(answers);
    yield* mendFirst([
      credentialsFinding(about, identity, { others: all, elsewhere: elsewhereBy("STS", environment) }),
      ...endpointFindings(about, all, proxyNote, region),
      clockFinding(about, all),
      ...permissionFindings(about, scopePermissions(scope, { account: home.account, region }), answers),
      ...belongingFindings(scope, answers),
    ]);
    const quotas = isAws ? await account.quotas(signal) : undefined;
    yield quotaFinding(scope, quotas, elsewhereBy("SERVICE_QUOTAS", environment));
  } finally {
    account.close();
    probes.close();
  }
}

function ofSettings(about: string, problem: string): Finding {
  const check = problem.startsWith("No credentials") ? "credentials" : "region";
  return failed({ check, about }, problem, "Then check again: nothing was asked of AWS for this scope.", "usage");
}

function allProbes({ searches, listDomains, getDomain, askForFile, listConfigurations }: ScopeAnswers) {
  const single = [listDomains, getDomain, askForFile, listConfigurations];
  return [...searches.map(({ probe }) => probe), ...single.filter((probe) => probe !== undefined)];
}
