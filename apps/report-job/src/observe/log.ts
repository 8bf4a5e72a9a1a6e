/** How much a line matters: `error` ends the work, `warn` makes its answer less than whole. */
export type LogLevel = "info" | "warn" | "error";

/** What a line is about, for machines: `scope`, `slot`, `code`, and the members of its event. Undefined ones are left out. */
export type LogAbout = Readonly<Record<string, unknown>>;

/** One message. */
export interface LogEntry {
  readonly level: LogLevel;
  /** Its lines; whatever a line itself holds never begins another one. */
  readonly lines: readonly string[];
  readonly about: LogAbout;
  /** A line of JSON that is written as it is in place of all that, because another program knows its form. It holds no secrets. */
  readonly json?: string;
}

/** Where messages go. */
export type LogSink = (entry: LogEntry) => void;

/** Messages for whoever runs the program: the same ones for people and for machines. */
export class Log {
  readonly #sink: LogSink;
  readonly #about: LogAbout;

  constructor(sink: LogSink, about: LogAbout = {}) {
    this.#sink = sink;
    this.#about = about;
  }

  /** The same log, where every message is about this, too. */
  of(about: LogAbout): Log {
    return new Log(this.#sink, { ...this.#about, ...about });
  }

  info(message: string | readonly string[], about: LogAbout = {}): void {
    this.write("info", message, about);
  }

  warn(message: string | readonly string[], about: LogAbout = {}): void {
    this.write("warn", message, about);
  }

  error(message: string | readonly string[], about: LogAbout = {}): void {
    this.write("error", message, about);
  }

  /** Writes a line of JSON as it is, in text, too. */
  json(line: string): void {
    this.#sink({ level: "info", lines: [], about: this.#about, json: line });
  }

  /** @param message one line, or the lines of a text of our own. */
  write(level: LogLevel, message: string | readonly string[], about: LogAbout = {}): void {
    const lines = typeof message === "string" ? [message] : message;
    this.#sink({ level, lines, about: { ...this.#about, ...about } });
  }
}
