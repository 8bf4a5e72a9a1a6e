import { z } from "zod";
import { bucket, bucketSettings } from "./bucket-settings.ts";
import { keyPrefix, notBlank } from "./setting-formats.ts";

const s3 = z
  .strictObject({
    bucket,
    prefix: keyPrefix
      .default("attached-files-state/")
      .describe("What the keys of the state begin with. Of two jobs with scopes of the same name, each needs its own."),
    ...bucketSettings,
    leaseSeconds: z
      .number()
      .min(5)
      .max(3600)
      .default(60)
      .describe(
        "How long a process that has died, or lost its way to the bucket, keeps others out. A third of it is what such a process has done at most that is not in the bucket.",
      ),
  })
  .describe(
    "A bucket of S3 in which the state is kept between runs; the folder then holds a copy for as long as a run takes. The bucket must heed If-Match and If-None-Match, as S3 does.",
  );

export const stateFolder = notBlank.default("attached-files-state").describe("What the job remembers between runs.");

/** What the job remembers, and where. */
export const stateSection = z
  .strictObject({
    folder: stateFolder,
    s3: s3.optional(),
  })
  .prefault({});

export type StateS3Config = NonNullable<z.output<typeof stateSection>["s3"]>;
