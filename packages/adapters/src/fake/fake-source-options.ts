import type { Pacer } from "@attached-files/core";

/** How the port on the fake's truth is used. */
export interface FakeSourceOptions {
  /** Asked before every attempt and told of every throttle, as by the sources that ask AWS. @default none */
  readonly pacer?: Pacer;
}
