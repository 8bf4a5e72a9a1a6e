import { describe, expect, it } from "vitest";
import { canonicalRequest, sha256 } from "./canonical-request.ts";
import { computeSignature } from "./signature.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SIGNED_AT = "20150830T123600Z";
const SCOPE = { date: "20150830", region: "us-east-1", service: "service", terminator: "aws4_request" };
const HOST = { host: "example.amazonaws.com", "x-amz-date": SIGNED_AT };
const FORM = "application/x-www-form-urlencoded";
const UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function signatureOf(method: string, target: string, headers: Record<string, string> = {}, body = ""): string {
  const all = { ...HOST, ...headers };
  const parts = { method, target, headers: all, signedHeaders: Object.keys(all), payloadHash: sha256(body) };
  return computeSignature(SECRET, { scope: SCOPE, signedAt: SIGNED_AT }, parts);
}

// AWS's Signature Version 4 test suite of 2015, by the names that its cases have there.
// https://docs.aws.amazon.com/general/latest/gr/signature-v4-test-suite.html
const VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
describe("a signature is the one that AWS published for", () => {
  it.each([
    ["get-vanilla", "/", VANILLA],
    ["get-vanilla-query", "/", VANILLA],
    ["normalize-path/get-relative", "/example/..", VANILLA],
    ["normalize-path/get-relative-relative", "/example1/example2/../..", VANILLA],
    ["normalize-path/get-slash", "//", VANILLA],
    ["normalize-path/get-slash-dot-slash", "/./", VANILLA],
    [
      "normalize-path/get-slash-pointless-dot",
      "/./example",
      "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    ],
    ["normalize-path/get-slashes", "//example//", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"],
    ["get-unreserved", `/${UNRESERVED}`, "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"],
    ["get-utf8", "/\u1234", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"],
    ["get-space", "/example space/", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"],
    [
      "get-vanilla-empty-query-key",
      "/?Param1=value1",
      "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    ],
    [
      "get-vanilla-query-order-key-case",
      "/?Param2=value2&Param1=value1",
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ],
    [
      "get-vanilla-query-order-value",
      "/?Param1=value2&Param1=value1",
      "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
    ],
    [
      "get-vanilla-query-unreserved",
      `/?${UNRESERVED}=${UNRESERVED}`,
      "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    ],
    ["get-vanilla-utf8-query", "/?\u1234=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"],
  ])("%s", (_name, target, signature) => {
    expect(signatureOf("GET", target)).toBe(signature);
  });

  it.each([
    ["post-vanilla", {}, "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
    [
      "post-header-key-sort",
      { "my-header1": "value1" },
      "",
      "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    ],
    [
      "post-header-value-case",
      { "my-header1": "VALUE1" },
      "",
      "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    ],
    [
      "post-x-www-form-urlencoded",
      { "content-type": FORM },
      "Param1=value1",
      "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ],
    [
      "post-x-www-form-urlencoded-parameters",
      { "content-type": `${FORM}; charset=utf8` },
      "Param1=value1",
      "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
    ],
  ])("%s", (_name, headers, body, signature) => {
    expect(signatureOf("POST", "/", headers, body)).toBe(signature);
  });

  it.each([
    [
      "get-header-value-trim",
      { "my-header1": " value1", "my-header2": ' "a   b   c"' },
      "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ],
    [
      "get-header-key-duplicate",
      { "my-header1": "value2,value2,value1" },
      "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
    ],
  ])("%s", (_name, headers, signature) => {
    expect(signatureOf("GET", "/", headers)).toBe(signature);
  });
});

describe("a canonical request", () => {
  const lines = (target: string): string[] => {
    const parts = { method: "GET", headers: HOST, signedHeaders: ["host"], payloadHash: "" };
    return canonicalRequest({ ...parts, target }).split("\n");
  };

  it.each([
    ["encodes a path once more that is encoded", "/a%20b%2Fc%E2%82%AC", "/a%2520b%252Fc%25E2%2582%25AC"],
    ["encodes what few encode", "/a*b!c'(d)", "/a%2Ab%21c%27%28d%29"],
    ["keeps a slash at the end", "/a/b/", "/a/b/"],
    ["does not climb above the root", "/../../a", "/a"],
    ["takes encoded dots for an id", "/a/%2E%2E/b", "/a/%252E%252E/b"],
    ["knows a target with a host", "http://localhost:80/a", "/a"],
    ["is one slash where there is none", "http://localhost", "/"],
  ])("%s", (_rule, target, path) => {
    expect(lines(target)[1]).toBe(path);
  });

  it.each([
    ["sorts by name before it sorts by value", "/?a-b=1&a=2&a=1", "a=1&a=2&a-b=1"],
    ["sorts what is encoded", "/?%C3%A9=1&z=2&Z=3", "%C3%A9=1&Z=3&z=2"],
    ["writes an equal sign where there was none", "/?a&b=", "a=&b="],
    ["keeps equal signs of a value", "/?a=b=c", "a=b%3Dc"],
    ["encodes in capital letters, and only what needs it", "/?a=%c3%a9%7e%41*", "a=%C3%A9~A%2A"],
    ["reads a plus as a space", "/?a=b+c%2Bd", "a=b%20c%2Bd"],
    ["takes bytes that are no text", "/?a=%ff&b=%zz", "a=%FF&b=%25zz"],
    ["leaves out the signature of a presigned URL", "/?X-Amz-Signature=abc&a=1", "a=1"],
    ["leaves out empty members", "/?&a=1&&", "a=1"],
    ["is not misled by letters that are like others in small", "/?a=\u212a\u017f", "a=%E2%84%AA%C5%BF"],
  ])("%s", (_rule, target, query) => {
    expect(lines(target)[2]).toBe(query);
  });
});
