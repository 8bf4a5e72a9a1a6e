/** A key that the fake knows. Once it knows one, every request must be signed with one that it knows. */
export interface FakeCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where it is set, requests must carry it, as those of an assumed role do. */
  readonly sessionToken?: string;
  /** From when on the session token is refused as expired: a moment, or its text in ISO 8601. */
  readonly expiresAt?: Date | string;
  /** 12 digits. @default 111122223333 */
  readonly account?: string;
  /** Who it is in the texts of errors. @default the account's IAM user with the access key's name */
  readonly arn?: string;
  /**
   * What the key may do, as IAM writes it: `connect:BatchGetAttachedFileMetadata`, `cases:Search*`, `*`.
   * @default everything
   */
  readonly allow?: readonly string[];
}
