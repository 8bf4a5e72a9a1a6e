import { z } from "zod";
import { ENDPOINT, REGION } from "./aws-formats.ts";
import { regionMeant } from "./likely-region.ts";

// The adapters check the same when they are made. Here all problems of a file are told at once, each with its place, and
// editors know the formats from the JSON Schema.

function format(form: RegExp, expected: string): z.ZodString {
  return z.string().regex(form, { error: expected, abort: true });
}

export const notBlank: z.ZodString = format(/\S/, "a text that is not blank");

export const scopeName: z.ZodString = format(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  "1 to 64 letters, digits, '.', '_' or '-', a letter or digit first",
);

export const region: z.ZodString = z.string().regex(REGION.form, {
  error: ({ input }) => `${REGION.expected}${regionMeant(String(input))}`,
  abort: true,
});

export const instanceId: z.ZodString = format(/^.{1,100}$/, "1 to 100 characters");

export const domainId: z.ZodString = format(/^[^\s/:]{1,500}$/, "1 to 500 characters without blanks, '/' and ':'");

export const roleArn: z.ZodString = format(
  /^arn:aws[a-z0-9-]*:iam::[0-9]{12}:role\/[A-Za-z0-9_+=,.@/-]{1,512}$/,
  "the ARN of an IAM role, as arn:aws:iam::111122223333:role/name",
);

export const externalId: z.ZodString = format(
  /^[A-Za-z0-9_+=,.@:/-]{2,1224}$/,
  "2 to 1224 letters, digits, '+', '=', ',', '.', '@', ':', '/', '_' or '-'",
);

export const sessionName: z.ZodString = format(
  /^[A-Za-z0-9_+=,.@-]{2,64}$/,
  "2 to 64 letters, digits, '+', '=', ',', '.', '@', '_' or '-'",
);

export const bucketName: z.ZodString = format(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "the name of a bucket: 3 to 63 small letters, digits, '.' or '-', a letter or digit first and last",
);

export const keyPrefix: z.ZodString = format(
  /^(?=.{0,512}$)([A-Za-z0-9!_.*()=-]+\/)*[A-Za-z0-9!_.*()=-]*$/,
  "up to 512 letters, digits, '!', '_', '.', '*', '(', ')', '=', '-' and single '/', none of them first",
);

export const kmsKeyId: z.ZodString = format(/^[A-Za-z0-9:/_-]{1,2048}$/, "the id, ARN or alias of a key of AWS KMS");

export const endpoint: z.ZodString = format(ENDPOINT.form, ENDPOINT.expected).refine(URL.canParse, {
  error: ENDPOINT.expected,
});
