import type { Issue } from "../validation/result.ts";
import { show } from "../validation/result.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Reads a rule from left to right, and keeps what is wrong with it. */
export class TokenReader {
  readonly issues: Issue[] = [];
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  take(): Token | undefined {
    const token = this.peek();
    this.#next += token === undefined ? 0 : 1;
    return token;
  }

  /** Takes these words, if they are what comes next. */
  takeWords(...words: readonly string[]): boolean {
    const isNext = words.every((word, index) => this.peek(index)?.text === word);
    if (isNext) this.#next += words.length;
    return isNext;
  }

  /** What comes next, or another piece, is not what is allowed there. */
  refuse(
    expected: string,
    token: Token | undefined = this.peek(),
    written: string | undefined = token?.text,
  ): undefined {
    const place = token === undefined ? "at the end" : `at character ${token.at}`;
    const found = written === undefined ? "nothing" : show(written);
    this.issues.push({ path: "", expected, received: `${found} ${place} of ${show(this.#text)}` });
    return undefined;
  }
}
