import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const INDEX = readFileSync(new URL("index.ts", import.meta.url), "utf8");

it("whatever is exported says above it what it is", () => {
  const silent: string[] = [];
  let told = 0;
  for (const [, names = "", file = ""] of INDEX.matchAll(/export (?:type )?\{([^}]*)\} from "(.*?)"/g)) {
    const source = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const name of names.split(",").map((each) => each.replace("type ", "").trim())) {
      if (name === "") continue;
      const declaration = `export (?:async )?(?:interface|type|function\\*?|const|class) ${name}\\b`;
      if (new RegExp(`\\*/\\n${declaration}`).test(source)) told += 1;
      else silent.push(`${name} in ${file}`);
    }
  }
  expect(silent).toEqual([]);
  expect(told).toBeGreaterThan(70);
});
