import { describe, expect, it } from "vitest";
import { PageNumbers } from "./page-numbers.test-support.ts";

const HTML = `<!doctype html><html><head><title>Report 7</title><style>p { width: 3px }</style></head><body><main id="report">
  <section aria-labelledby="sums"><h2 id="sums">Sums</h2><p class="lead">1,234 files, <bdi>agent-5</bdi> and
  <data value="2048" title="2,048 bytes">2.00 KiB</data></p><p class="more" title="9 more">more</p></section></main>
  <script>const three = 3;</script></body></html>`;
const page = new PageNumbers(HTML, ["agent-5", "agent-512"]);
const lead = page.find(".lead");
const says = (...phrases: string[]) => page.breachOf({ name: "sums", element: lead, says: phrases });

describe("a claim", () => {
  it("holds where the element says it, in its order, and no other number of ours", () => {
    expect(says("1,234 files", "2.00 KiB (2,048 bytes)")).toBeUndefined();
  });

  it.each([
    ["says another number", ["1,235 files", "2.00 KiB (2,048 bytes)"]],
    ["says a part of the number", ["234 files", "2.00 KiB (2,048 bytes)"]],
    ["leaves a number out", ["2.00 KiB (2,048 bytes)"]],
    ["leaves the exact size out", ["1,234 files", "2.00 KiB"]],
    ["says it in another order", ["2.00 KiB (2,048 bytes)", "1,234 files"]],
  ])("is broken where it %s", (_, phrases) => {
    expect(says(...phrases)).toMatchObject({ name: "sums", place: "main[report] > section[sums] > p[lead]" });
  });

  it("is broken where its element is not there, or what holds of several does not", () => {
    expect(page.breachOf({ name: "sums", element: null, says: [] })).toMatchObject({ place: "nowhere" });
    expect(page.breachOf({ name: "sums", holds: false })).toMatchObject({ name: "sums" });
  });
});

describe("numbers that nobody claims", () => {
  it("are told by their places, those of titles too, and none of script, style or other people's texts", () => {
    const claimed = { name: "the slot", element: page.find("title"), says: ["7"] };
    expect(page.unclaimed([claimed])).toEqual([
      { place: "main[report] > section[sums] > p[lead]", text: "1,234 files, " },
      { place: "main[report] > section[sums] > p[lead] > data", text: "2.00 KiB" },
      { place: "main[report] > section[sums] > p[more]@title", text: "9 more" },
    ]);
  });

  it("are a stranger's only where the whole text, or its beginning, is one that is known", () => {
    const texts = (html: string) => new PageNumbers(`<html><body>${html}</body></html>`, ["agent-512"]).unclaimed([]);
    expect(texts("<bdi>agent-512</bdi><bdi>agent-5<span>…</span></bdi>")).toEqual([]);
    expect(texts("<bdi>agent-5</bdi><p>agent-512</p>")).toHaveLength(2);
  });
});
