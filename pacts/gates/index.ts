export { type FreshPact, freshPact } from "./fresh-pact.ts";
export { committedPact, PAIRS, type Pair, pactFileName, readPact } from "./pact-file.ts";
export { type StateHandler, type StateValues, type Verification, verifyPact } from "./verification/verify-pact.ts";
