export { type FreshPact, freshPact } from "./fresh-pact.ts";
export { checkInteraction } from "./model/check-interaction.ts";
export { type ErrorModel, type OperationModel, SERVICE_MODELS, type ServiceModel } from "./model/service-model.ts";
export { committedPact, type HttpInteraction, PAIRS, type Pair, pactFileName, readPact } from "./pact-file.ts";
export { type StateHandler, type StateValues, type Verification, verifyPact } from "./verification/verify-pact.ts";
