import type { FileSource, MetadataRequest } from "@attached-files/core";
import { type CallResult, failedOutcomes, fetchOutcomes } from "../fetch-outcomes.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { Circuit } from "./circuit.ts";
import type { Ending } from "./ending.ts";
import type { FetchOptions } from "./fetch-options.ts";
import { type Asked, isolateRefused } from "./isolate-refused.ts";
import { SecondChances, type Unanswered } from "./second-chances.ts";

/** Requests that wait for their second chance at most: what is kept stays below some megabytes. */
const MOST_SECOND_CHANCES = 200;

export interface Begun<T> {
  readonly request: T;
  /** It will not be asked for again. */
  readonly isLastChance: boolean;
}

/** Makes the calls that a request needs, and sees that each of its files gets its one outcome. */
export class Asking<T extends MetadataRequest> {
  readonly #source: FileSource;
  readonly #recorder: CallRecorder<T>;
  readonly #circuit: Circuit;
  readonly #ending: Ending;
  readonly #part: (request: T, fileIds: readonly string[]) => T;
  readonly #onEnded: (isTroubled: boolean) => void;
  readonly #chances = new SecondChances<T>(MOST_SECOND_CHANCES);

  /** @param onEnded told of every call that was answered or has failed. */
  constructor(
    source: FileSource,
    recorder: CallRecorder<T>,
    circuit: Circuit,
    ending: Ending,
    options: Pick<FetchOptions<T>, "part">,
    onEnded: (isTroubled: boolean) => void,
  ) {
    this.#source = source;
    this.#recorder = recorder;
    this.#circuit = circuit;
    this.#ending = ending;
    this.#part = options.part ?? ((request, fileIds) => ({ ...request, fileIds }));
    this.#onEnded = onEnded;
  }

  /** @throws {SourceError} Aborted only. */
  async ask({ request, isLastChance }: Begun<T>): Promise<void> {
    const whole = new Set(request.fileIds).size;
    await isolateRefused(request.fileIds, async (fileIds, blamed) => {
      const isWhole = fileIds.length === whole;
      if (!isWhole && (this.#ending.begins.aborted || this.#circuit.givenUp !== undefined)) return "ended";
      const asked = isWhole ? request : this.#part(request, fileIds);
      const refused = blamed.length === fileIds.length ? asked : this.#part(request, blamed);
      return await this.#call(asked, refused, isLastChance);
    });
  }

  /** The next request that is asked for again; its failed call is recorded. */
  async secondChance(): Promise<T | undefined> {
    const next = this.#chances.take();
    if (next === undefined) return undefined;
    await this.#recorder.record(next.request, failedOutcomes([], next.failure));
    return next.request;
  }

  /** Nothing else is left to ask for. False where nothing is to be asked for again. */
  grantThrottled(): boolean {
    return this.#chances.grantThrottled();
  }

  /** Nothing will be asked for again: what still waits for that has failed. */
  async settleAll(): Promise<void> {
    await this.#fail(this.#chances.clear());
  }

  async #call(request: T, refused: T, isLastChance: boolean): Promise<Asked> {
    const begun = this.#circuit.begin();
    this.#recorder.callBegins();
    const attempt = await fetchOutcomes(this.#source, request, this.#ending.calls);
    if ("result" in attempt) return await this.#answered(request, attempt.result);
    const { failure } = attempt;
    if (failure.code === "ResourceNotFoundException") {
      return await this.#answered(request, failedOutcomes(request.fileIds, failure));
    }
    if (failure.code === "InvalidRequestException") {
      await this.#answered(refused, failedOutcomes(refused.fileIds, failure));
      return "refused";
    }
    // Credentials come back by themselves, too, as when a role's are renewed.
    const mayPass = failure.retryable || failure.code === "CredentialsUnavailable";
    const isKept = mayPass && !isLastChance && this.#chances.keep({ request, failure });
    this.#circuit.failed(failure.code, request.associatedResourceArn, begun);
    if (this.#circuit.isOpen) this.#chances.grant();
    this.#onEnded(true);
    if (!isKept) await this.#fail([{ request, failure }]);
    return "settled";
  }

  async #answered(request: T, result: CallResult): Promise<"settled"> {
    this.#circuit.answered();
    this.#onEnded(false);
    await this.#recorder.record(request, result);
    // The source is well, so that those before it have failed for reasons of their own.
    await this.#fail(this.#chances.refuse());
    return "settled";
  }

  async #fail(failed: readonly Unanswered<T>[]): Promise<void> {
    for (const { request, failure } of failed)
      await this.#recorder.record(request, failedOutcomes(request.fileIds, failure));
  }
}
