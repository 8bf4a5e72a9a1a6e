import { JobError } from "../exit-code.ts";
import type { ReadableParts } from "./readable-parts.ts";

/** A configuration that was read, and is refused. */
export class ConfigError extends JobError {
  /** Whom it can be told to all the same. */
  readonly readable: ReadableParts;

  constructor(message: string, readable: ReadableParts) {
    super("usage", message);
    this.readable = readable;
  }
}
