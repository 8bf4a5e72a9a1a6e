/** Names of members and variables whose value nobody may see. */
export const SECRET_NAME =
  /secret|passw(or)?d|passphrase|token|authorization|cookie|credential|webhook|private[-_]?key|access[-_]?key|api[-_]?key|redact[-_]?key|signature/i;

/** Such a variable says where a secret is, whose, or how long, and is none itself. */
const PLACE_NAME = /_(FILE|PATH|URI|URL|DIR|DIRECTORY|FOLDER|NAME|REGION|EXPIRATION)$/i;

/** Headers that are sent along, as `api-key=…,authorization=Bearer%20…`. */
const HEADERS_NAME = /_HEADERS$/i;

/** A shorter value would stand in words, too, and hiding those would tell nothing and hide much. */
export const SHORTEST_SECRET = 8;

/** Whoever knows a webhook's path or query can write to it. A shorter one tells where something is, as `/v1/metrics`. */
const SHORTEST_SECRET_PATH = 16;

/** Addresses that are told: where AWS and collectors are asked. Passwords in them are hidden all the same. */
const PUBLIC_ADDRESS = /^(AWS_ENDPOINT_URL|OTEL_EXPORTER_OTLP_.*ENDPOINT$)/i;

/** What of an environment nobody may see, wherever it turns up. */
export function secretValues(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found = Object.entries(environment).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const own = SECRET_NAME.test(name) && !PLACE_NAME.test(name) ? [value] : [];
    return [...own, ...(HEADERS_NAME.test(name) ? headerValues(value) : []), ...addressSecrets(name, value)];
  });
  return found.filter((value) => value.length >= SHORTEST_SECRET);
}

function headerValues(headers: string): readonly string[] {
  const values = headers.split(",").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  const decoded = values.map((value) => decodedText(value));
  // Of 'Bearer abc', the part that is the secret may turn up alone.
  const parts = decoded.flatMap((value) => value.split(/\s+/).slice(1));
  return [headers, ...values, ...decoded, ...parts];
}

/** User, password, path and query of an address, each as it may turn up. */
function addressSecrets(name: string, value: string): readonly string[] {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return [];
  const { username, password, pathname, search } = new URL(value);
  const user = decodedText(username);
  const pass = decodedText(password);
  const userInfo = password === "" ? [username, user] : [password, pass, btoaOf(`${user}:${pass}`)];
  const path = `${pathname}${search}`;
  const isSecret = path.length >= SHORTEST_SECRET_PATH && !PUBLIC_ADDRESS.test(name);
  return [...userInfo, ...(isSecret ? [value, path] : [])];
}

function btoaOf(text: string): string {
  return Buffer.from(text).toString("base64");
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
