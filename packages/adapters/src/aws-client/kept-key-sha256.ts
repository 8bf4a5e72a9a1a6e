import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from "node:crypto";

type Secret = string | ArrayBuffer | ArrayBufferView;

/** Texts of secrets that are kept as keys at most: those of the credentials of a few clients. */
const MOST_TEXTS = 16;

const keysOfTexts = new Map<string, KeyObject>();
const keysOfBytes = new WeakMap<object, KeyObject>();

/**
 * SHA-256, and HMAC where there is a secret, for the SDK's signer, which makes two of each for every request. Node 24 takes
 * 14 to 18 µs to make a key of a secret's bytes, and 3 to use it (2026-11): so the keys are kept, for as long as the bytes are.
 * Digested once, as a signer does.
 *
 * @see ChecksumConstructor of @smithy/types, which this is.
 */
export class KeptKeySha256 {
  readonly #secret: Secret | undefined;
  #hash: Hash | Hmac;

  /** @param secret bytes must stay as they are. */
  constructor(secret?: Secret) {
    // The SDK's own takes an empty text for none.
    this.#secret = secret === "" ? undefined : secret;
    this.#hash = this.#begin();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#begin();
  }

  #begin(): Hash | Hmac {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", keyOf(this.#secret));
  }
}

function keyOf(secret: Secret): KeyObject {
  const known = typeof secret === "string" ? keysOfTexts.get(secret) : keysOfBytes.get(secret);
  if (known !== undefined) return known;
  const key = typeof secret === "string" ? createSecretKey(secret, "utf8") : createSecretKey(bytesOf(secret));
  if (typeof secret !== "string") keysOfBytes.set(secret, key);
  else {
    keysOfTexts.set(secret, key);
    const [oldest] = keysOfTexts.keys();
    if (keysOfTexts.size > MOST_TEXTS && oldest !== undefined) keysOfTexts.delete(oldest);
  }
  return key;
}

function bytesOf(secret: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (!ArrayBuffer.isView(secret)) return new Uint8Array(secret);
  return new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
}
