import { EXIT_CODE } from "../exit-code.ts";
import { NO_REPORT } from "./failure-message.ts";
import type { Message } from "./message.ts";
import { type Teller, tellerFacts } from "./teller.ts";

/** A message that shows whether messages arrive, and says that it is about nothing else. */
export function testMessage(teller: Teller): Message {
  return {
    schemaVersion: 1,
    event: "test",
    status: "test",
    slot: null,
    title: "attached-files: TEST message, nothing happened",
    exitCode: EXIT_CODE.complete,
    ...tellerFacts(teller),
    trouble: [],
    ...NO_REPORT,
    runBook: [],
    firstStep: null,
  };
}
