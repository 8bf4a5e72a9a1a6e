/** Who makes a call, as far as the request tells. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** As `arn:aws:iam::111122223333:user/reporter`. */
  readonly arn: string;
  /** Whether the caller may use an action, as `connect:BatchGetAttachedFileMetadata`. */
  isAllowed(action: string): boolean;
}

/** The account that everything belongs to where nothing else is said; it is AWS's own example. */
export const DEFAULT_ACCOUNT = "111122223333";
export const DEFAULT_REGION = "eu-central-1";

/** The caller of requests that nobody signed, and of the port: it may do everything. */
export const ANYBODY: Caller = {
  account: DEFAULT_ACCOUNT,
  region: DEFAULT_REGION,
  arn: `arn:aws:iam::${DEFAULT_ACCOUNT}:user/anybody`,
  isAllowed: () => true,
};
