import { readFile } from "node:fs/promises";

/** The pairs that have a contract. A committed file of any other pair is an orphan. */
export const PAIRS = [
  { consumer: "attached-files-report-job", provider: "attached-files-adapters" },
  { consumer: "attached-files-adapters", provider: "amazon-connect" },
  { consumer: "attached-files-adapters", provider: "amazon-connect-cases" },
  { consumer: "report-reader", provider: "attached-files-report-job" },
] as const;

export interface Pair {
  readonly consumer: string;
  readonly provider: string;
}

/** A body as Pact writes it: JSON as it is, anything else as text. */
export interface PactBody {
  readonly content: unknown;
  readonly contentType?: string;
}

export interface HttpInteraction {
  readonly type: "Synchronous/HTTP";
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string; readonly params?: Readonly<Record<string, unknown>> }[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, readonly string[]>>;
    readonly headers?: Readonly<Record<string, readonly string[]>>;
    readonly body?: PactBody;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, readonly string[]>>;
    readonly body?: PactBody;
  };
}

export interface MessageInteraction {
  readonly type: "Synchronous/Messages" | "Asynchronous/Messages";
  readonly description: string;
  readonly providerStates?: HttpInteraction["providerStates"];
}

export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly (HttpInteraction | MessageInteraction)[];
}

export function pactFileName({ consumer, provider }: Pair): string {
  return `${consumer}-${provider}.json`;
}

/** Where a pair's contract is committed. */
export function committedPact(pair: Pair): URL {
  return new URL(`../${pactFileName(pair)}`, import.meta.url);
}

export async function readPact(path: URL | string): Promise<PactFile> {
  return JSON.parse(await readFile(path, "utf8")) as PactFile;
}
