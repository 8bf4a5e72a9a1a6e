import { fileSourceSuite, referenceSourceSuite } from "../testing/index.ts";

fileSourceSuite("the fake's file source", (fake) => ({ source: fake.fileSource() }));
referenceSourceSuite("the fake's reference source", (fake) => ({ source: fake.referenceSource() }));
