export { configurationSourceSuite } from "./configuration-source-suite.ts";
export { fileSourceSuite, type SourceUnderTest } from "./file-source-suite.ts";
export { referenceSourceSuite } from "./reference-source-suite.ts";
