import { readFileSync } from "node:fs";

/** How far package.json is from a source, and from what is built of it. */
const PLACES = ["../package.json", "../../package.json", "../../../package.json"];

/** The version of this program; `unknown` where somebody has put it into a program of their own. */
export function programVersion(): string {
  for (const place of PLACES) {
    try {
      const read = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8")) as Record<string, unknown>;
      if (read.name === "@attached-files/report-job") return String(read.version);
    } catch {
      // Not there.
    }
  }
  return "unknown";
}
