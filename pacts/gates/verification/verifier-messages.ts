/** What a verifier in a process of its own is to verify. */
export interface VerifierTask {
  readonly provider: string;
  /** A path of the file system, not of a URL. */
  readonly pactPath: string;
  /** The states that it may ask to be brought into. */
  readonly states: readonly string[];
  /** Where an HTTP provider listens. */
  readonly baseUrl?: string;
  /** The descriptions of the messages that it may ask to be answered. */
  readonly messages?: readonly string[];
}

/** What the verifier asks of the test's process, where the provider lives. */
export type Question = { readonly state: string } | { readonly message: string; readonly content: unknown };

/** From the verifier's process: a question, or its results as Pact writes them. */
export type FromVerifier = { readonly id: number; readonly question: Question } | { readonly results: string };

/** To the verifier's process: its task, then answers to its questions. */
export type ToVerifier =
  | { readonly task: VerifierTask }
  | { readonly id: number; readonly value?: unknown; readonly error?: string };
