/** What a setting of the AWS SDK looks like. Without a library for schemas, which takes `get` longer to load than to use. */
export interface SettingFormat {
  readonly form: RegExp;
  readonly expected: string;
}

export const REGION: SettingFormat = { form: /^[a-z0-9-]+$/, expected: "an AWS Region, as eu-central-1" };

/** Such a text must be a URL, too: `URL.canParse`. */
export const ENDPOINT: SettingFormat = {
  form: /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s/?#@]+([/?#]\S*)?$/,
  expected: "a URL that begins with http:// or https://, without a password, as http://127.0.0.1:4010",
};
