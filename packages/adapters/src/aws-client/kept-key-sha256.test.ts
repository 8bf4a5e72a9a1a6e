import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { KeptKeySha256 } from "./kept-key-sha256.ts";

const bytes = fc.uint8Array({ maxLength: 200 });

it("hashes as Node does, in any number of parts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bytes), async (parts) => {
      const kept = new KeptKeySha256();
      for (const part of parts) kept.update(part);
      expect(Buffer.from(await kept.digest())).toEqual(createHash("sha256").update(Buffer.concat(parts)).digest());
    }),
  );
});

it.each([
  ["a text", fc.string({ minLength: 1, unit: "binary" }).filter((text) => text.isWellFormed())],
  ["bytes", fc.uint8Array({ maxLength: 100 })],
])("authenticates with %s as Node does, each time it is used", async (_, secrets) => {
  await fc.assert(
    fc.asyncProperty(secrets as fc.Arbitrary<string | Uint8Array>, bytes, bytes, async (secret, one, other) => {
      for (const data of [one, other]) {
        const kept = new KeptKeySha256(secret);
        kept.update(data);
        expect(Buffer.from(await kept.digest())).toEqual(createHmac("sha256", secret).update(data).digest());
      }
    }),
  );
});

it("authenticates with a part of a buffer, and with a buffer as a whole", async () => {
  const { buffer } = new Uint8Array([1, 2, 3, 4]);
  for (const [secret, same] of [
    [new Uint8Array(buffer, 1, 2), new Uint8Array([2, 3])],
    [buffer, new Uint8Array([1, 2, 3, 4])],
  ] as const) {
    const kept = new KeptKeySha256(secret);
    expect(Buffer.from(await kept.digest())).toEqual(createHmac("sha256", same).digest());
  }
});

it("takes an empty text for no secret, as the SDK does, and begins anew when it is reset", async () => {
  const kept = new KeptKeySha256("");
  kept.update(new Uint8Array([1]));
  kept.reset();
  expect(Buffer.from(await kept.digest())).toEqual(createHash("sha256").digest());
});

it("tells secrets apart when it has seen many", async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 40; number += 1) {
      const kept = new KeptKeySha256(`secret ${number}`);
      expect(Buffer.from(await kept.digest())).toEqual(createHmac("sha256", `secret ${number}`).digest());
    }
  }
});
