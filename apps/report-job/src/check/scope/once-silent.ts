import type { SourceError } from "@attached-files/core";
import type { ConnectProbes, Probe } from "../../compose-probes.ts";

/** Trouble that every further call to the same service would meet, after as long a wait. */
const LASTING: ReadonlySet<SourceError["code"]> = new Set([
  "SourceUnreachable",
  "SourceTimeout",
  "CredentialsUnavailable",
]);

/** Asks a service that could not be asked once no more: the error of then stands for all further calls. */
export function onceSilent(probes: ConnectProbes): ConnectProbes {
  const connect = service();
  const cases = service();
  return {
    askForFile: (...args) => connect(() => probes.askForFile(...args)),
    listConfigurations: (...args) => connect(() => probes.listConfigurations(...args)),
    listDomains: (...args) => cases(() => probes.listDomains(...args)),
    getDomain: (...args) => cases(() => probes.getDomain(...args)),
    findFile: (...args) => cases(() => probes.findFile(...args)),
    close: () => probes.close(),
  };
}

function service() {
  let trouble: Pick<Probe<never>, "error" | "origin"> | undefined;
  return async <T>(call: () => Promise<Probe<T>>): Promise<Probe<T>> => {
    if (trouble !== undefined) return trouble;
    const probe = await call();
    const { error, origin } = probe;
    if (error !== undefined && LASTING.has(error.code)) {
      trouble = { error, ...(origin === undefined ? {} : { origin }) };
    }
    return probe;
  };
}
