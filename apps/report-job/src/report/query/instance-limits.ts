import type { AttachedFilesConfiguration } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { AttachedScope } from "./attach-scopes.ts";
import { readRows, rowInstant } from "./read-rows.ts";

const size = z.union([z.number(), z.string().transform(BigInt)]);

const configurations = z.array(
  z
    .object({
      attachmentScope: z.string(),
      maximumSizeLimitInBytes: size.optional(),
      allowedExtensions: z.array(z.string()).optional(),
    })
    .transform(({ attachmentScope, maximumSizeLimitInBytes, allowedExtensions }): AttachedFilesConfiguration => {
      const size = maximumSizeLimitInBytes === undefined ? {} : { maximumSizeLimitInBytes };
      return { attachmentScope, ...size, ...(allowedExtensions === undefined ? {} : { allowedExtensions }) };
    }),
);

const limitsRow = z.object({
  instanceId: z.string(),
  answer: z.enum(["learnt", "not-permitted", "failed"]),
  isOfRun: z.boolean(),
  code: z.string().nullable(),
  askedAt: rowInstant,
  learntAt: rowInstant.nullable(),
  configurations: z
    .string()
    .nullable()
    .transform((json) => (json === null ? [] : configurations.parse(JSON.parse(json)))),
});

/** What a scope's state knows of the limits of one instance. */
export type InstanceLimits = Readonly<z.output<typeof limitsRow>> & { readonly scope: string };

/** What the scopes' states know of limits; nothing, where an earlier program wrote them. */
export async function readInstanceLimits(
  connection: DuckDBConnection,
  scopes: readonly AttachedScope[],
): Promise<readonly InstanceLimits[]> {
  const all: InstanceLimits[] = [];
  for (const scope of scopes) {
    if (!("database" in scope) || scope.schemaVersion < 5) continue;
    const { database, run } = scope;
    const rows = await readRows(
      connection,
      limitsRow,
      `SELECT instance_id AS "instanceId", answer, error_code AS code, epoch_ms(asked_at) AS "askedAt",
         epoch_ms(learnt_at) AS "learntAt", configurations,
         run = (SELECT number FROM ${database}.main.runs WHERE slot = $slot) AS "isOfRun"
       FROM ${database}.main.instance_limits ORDER BY instance_id`,
      { slot: run.slot },
    );
    all.push(...rows.map((row) => ({ ...row, scope: scope.name })));
  }
  return all;
}

/** The scopes that hold files of instances which are not among these, in no order. */
export async function scopesOfOtherInstances(
  connection: DuckDBConnection,
  known: readonly InstanceLimits[],
): Promise<ReadonlySet<string>> {
  const rows = await readRows(
    connection,
    z.object({ scope: z.string(), instanceId: z.string() }),
    `SELECT scope, instance_id AS "instanceId" FROM all_outcomes GROUP BY ALL`,
  );
  const isKnown = new Set(known.map(({ scope, instanceId }) => JSON.stringify([scope, instanceId])));
  return new Set(
    rows.filter(({ scope, instanceId }) => !isKnown.has(JSON.stringify([scope, instanceId]))).map(({ scope }) => scope),
  );
}
