import { HOSTILE_NAMES } from "../src/report/testing/example-states.ts";

/** Texts that a stranger can have written into any member of an answer. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...HOSTILE_NAMES,
  '=HYPERLINK("http://evil.example","press")&cmd|\' /C calc\'!A0',
  "+evil.example",
  "-2+3",
  "@SUM(1+1)*cmd|evil.example",
  "\t=1+1",
  "; =1+1",
  "＝evil.example",
  "\u009b31mC1\u009d0;evil.example\u0007",
  "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
  "\u001b[2J\u001b[H\u0000\u0008\u007f",
  "\u2066isolated\u2069 \u061c\u200e\u200f\u202a\u202d",
  "\u2028line\u2029paragraph\ufeff",
  "[press](http://evil.example) ![seen](http://evil.example/pixel.png) <http://evil.example>",
  "| a | b |\n|---|---|\n| c | d |",
  "``` \n# evil.example\n```",
  "`` ` <b>code</b> ` ``",
  "<!channel> <!here> <@U0123456> <#C0123456> <http://evil.example|press> @channel @everyone",
  "*bold* _it_ ~gone~ :smile: &lt;!channel&gt; &amp;",
  "\" onmouseover=\"alert('evil.example')\" x='",
  "</title></style></script><script>alert('evil.example')</script><!--",
  "<img src=http://evil.example/x onerror=alert(1)>",
  "javascript:alert('evil.example')",
  "$(touch /tmp/evil.example); `touch /tmp/evil.example` && %PATH%",
  "../../evil.example",
  "__proto__",
  "constructor",
  "\\u003B \\u0041 _x0041_",
  "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
  "Z\u0351\u036b\u0343a\u0369l\u030dg\u0307o\u0300".repeat(20),
];

/** A text in which every kind of trouble is, short enough for any member. */
export const WORST: string =
  "\u001b[31m\u009b2J\u202E`|\n<!channel> @channel <script>alert(1)</script> [x](http://evil.example) =1+1 \"' &";

/** What a terminal, or a person who reads in one, would be led astray by; line feeds are the lines' own. */
export const RAW_CONTROLS: RegExp =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
