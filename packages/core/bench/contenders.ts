import * as v from "valibot";
import * as z from "zod";
import { parseMetadataAnswer } from "../src/index.ts";
import { toCoreForm } from "./to-core-form.ts";

/** Reads one answer, JSON already parsed; tells whether it was accepted in every part. */
export type Contender = (answer: unknown) => boolean;

// The same demands as core's: promised members there and of their type, open enums as texts, nulls and unknown members
// let through. Checking is less than core does in its one pass, which renames members and notes by name what is unknown too.
const zodAnswer = z.looseObject({
  Files: z
    .array(
      z.nullable(
        z.looseObject({
          CreationTime: z.string(),
          FileArn: z.string(),
          FileId: z.string().min(1),
          FileName: z.string(),
          FileSizeInBytes: z.union([z.int(), z.bigint()]),
          FileStatus: z.string(),
          CreatedBy: z.nullish(
            z.looseObject({ ConnectUserArn: z.nullish(z.string()), AWSIdentityArn: z.nullish(z.string()) }),
          ),
          FileUseCaseType: z.nullish(z.string()),
          AssociatedResourceArn: z.nullish(z.string()),
          Tags: z.nullish(z.record(z.string(), z.nullable(z.string()))),
        }),
      ),
    )
    .nullish(),
  Errors: z
    .array(
      z.nullable(
        z.looseObject({
          ErrorCode: z.nullish(z.string()),
          ErrorMessage: z.nullish(z.string()),
          FileId: z.nullish(z.string()),
        }),
      ),
    )
    .nullish(),
});

const valibotAnswer = v.looseObject({
  Files: v.nullish(
    v.array(
      v.nullable(
        v.looseObject({
          CreationTime: v.string(),
          FileArn: v.string(),
          FileId: v.pipe(v.string(), v.minLength(1)),
          FileName: v.string(),
          FileSizeInBytes: v.union([v.pipe(v.number(), v.safeInteger()), v.bigint()]),
          FileStatus: v.string(),
          CreatedBy: v.nullish(
            v.looseObject({ ConnectUserArn: v.nullish(v.string()), AWSIdentityArn: v.nullish(v.string()) }),
          ),
          FileUseCaseType: v.nullish(v.string()),
          AssociatedResourceArn: v.nullish(v.string()),
          Tags: v.nullish(v.record(v.string(), v.nullable(v.string()))),
        }),
      ),
    ),
  ),
  Errors: v.nullish(
    v.array(
      v.nullable(
        v.looseObject({
          ErrorCode: v.nullish(v.string()),
          ErrorMessage: v.nullish(v.string()),
          FileId: v.nullish(v.string()),
        }),
      ),
    ),
  ),
});

export const CONTENDERS = {
  core: (answer) => {
    const result = parseMetadataAnswer(answer);
    return result.ok && result.value.irregularities.length === 0;
  },
  "zod, checking only": (answer) => zodAnswer.safeParse(answer).success,
  "valibot, checking only": (answer) => v.safeParse(valibotAnswer, answer).success,
  "zod, with core's result": (answer) => {
    const result = zodAnswer.safeParse(answer);
    return result.success && toCoreForm(result.data) === 0;
  },
  "valibot, with core's result": (answer) => {
    const result = v.safeParse(valibotAnswer, answer);
    return result.success && toCoreForm(result.output) === 0;
  },
} as const satisfies Readonly<Record<string, Contender>>;

/** Throws where a contender accepts what it must not, or refuses what it must accept: then its speed says nothing. */
export function provedContenders(answers: readonly unknown[]): typeof CONTENDERS {
  const wrong = { Files: [{ FileId: "f", FileName: 5 }] };
  for (const [name, accepts] of Object.entries(CONTENDERS)) {
    if (!answers.every(accepts)) throw new Error(`${name} refuses a good answer`);
    if (accepts(wrong)) throw new Error(`${name} accepts a file without its promised members`);
  }
  return CONTENDERS;
}
