import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slackLine, slackText } from "./slack-text.ts";

describe("a text in Slack", () => {
  it.each([
    "The state /srv/my_state/scope=main is not below /srv/other_state.",
    "/srv/a_b: ENOENT, mkdir '/srv/c_d/e~1'; (/srv/x_1*, ./y_z, ../y_z)",
    "s3://bucket/my_states/scope=main/ cannot be reached: AccessDenied, s3://bucket/my_reports/.",
    "C:\\Users\\me_1\\state and C:\\Users\\me~1\\report",
    "/srv/größe_1/x and /srv/größe_2/y",
  ])("has every path in it as it is, to be copied: %s", (text) => {
    const paths = text.match(/(?<=^|[\s('])(?:s3:\/|[A-Z]:\\|\.*\/)[^\s',;)*]+(?=[\s',;).]|$)/g) ?? [];
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) expect(slackText(text)).toContain(`\`${path.replace(/[.:]$/, "")}\``);
  });

  it.each([
    "s3:GetObject",
    "connect:BatchGetAttachedFileMetadata",
    "127.0.0.1:9",
    "proxy.example-1.com:8080",
    "ON_CALL_URL",
    "AWS_ENDPOINT_URL_CONNECT",
    "2026-11-24T06:00:00Z",
    "2026-11-24T06:00:00.000+01:00",
    "06:00",
    "nightly_1",
    "ops_1.example",
    "https://proxy.example:4566/x_y",
    "arn:aws:iam::111122223333:role/my_role",
  ])("has an action, a variable, a slot, a time, a host or an endpoint as it is, to be copied: %s", (name) => {
    expect(slackText(`of *x* (${name}), ${name}: no.`)).toBe(`of *\u200bx*\u200b (\`${name}\`), \`${name}\`: no.`);
  });

  it.each([
    "attached-files plan --time-box 14m",
    "attached-files run --slot 2026-11-24T06:00:00Z --config /srv/a_b.yaml",
  ])("has a command between quotes as it is, to be copied whole: %s", (command) => {
    expect(slackText(`Start '${command}' *again*.`)).toBe(`Start '\`${command}\`' *\u200bagain*\u200b.`);
  });

  it.each([
    ["two underscores around a word", "_x_", "_\u200bx_\u200b"],
    ["a mention in a path", "/srv/@here/a_b", "/srv/@\u200bhere/a_\u200bb"],
    ["a command in a path", "/srv/<!here>/a", "/srv/&lt;!here&gt;/a"],
    ["an address, which is none within code", "https://evil/a_b", "`https://evil/a_b`"],
    ["an address with more in it", "https://evil/?a_b", "https:\u200b//evil/?a_\u200bb"],
    ["an address of mail", "mailto:a_b@evil", "mailto:\u200ba_\u200bb@\u200bevil"],
    ["a mention in a command", "'attached-files @here'", "'attached-files @\u200bhere'"],
    [
      "a link of Slack's own in a command",
      "'attached-files <http://x|y>'",
      "'attached-files &lt;http:\u200b//x|y&gt;'",
    ],
    ["an emoji", "of :boom: /srv/a", "of :\u200bboom: `/srv/a`"],
    ["a tick, which could end our code", "x` /srv/a_b `y", "x`\u200b /srv/a_\u200bb `\u200by"],
    ["what is within a word that goes on", "a_b(c_d", "a_\u200bb(`c_d`"],
  ])("has no markup of strangers, as %s", (_, text, shown) => {
    expect(slackText(text)).toBe(shown);
  });

  it("is no markup, whatever it holds: code is whole, and beside it every mark is told apart", () => {
    const words = fc.constantFrom(
      "`",
      "/",
      "_",
      "*",
      "~",
      "@",
      "<!here>",
      ":b:",
      "a",
      " ",
      "/srv/a_b",
      "ON_URL",
      "06:00",
      "'attached-files x_y",
      "'",
      "]",
      ".",
      "(",
      "s3://",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (some) => {
        const outside = slackText(some.join("")).replaceAll(
          /(?<=^|[\s(["'])`(?:[^`\s<>@*]+|attached-files [^`'<>@*]+)`(?=[\s.,:;)\]"']|$)/g,
          "",
        );
        expect(outside).not.toMatch(/[*_~`@](?!\u200b)|:(?=[^\s\u200b])|</);
      }),
      { numRuns: 2000, seed: 20261127 },
    );
  });

  it("has nothing taken away: without the marks it reads as it was written", () => {
    const text = "The state /srv/a_b (of *x* & y) :z: is not `there`";
    const read = slackLine([text, { code: "a_b" }, { own: " & so" }]).replaceAll("\u200b", "");
    expect(read).toBe("The state /srv/a_b (of *x* &amp; y) :z: is not `there``a_b` &amp; so");
  });
});
