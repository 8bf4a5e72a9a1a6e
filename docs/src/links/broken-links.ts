import { access, readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { type PageLinks, pageLinks } from "./page-links.ts";

/** Links within the repository that lead nowhere: no such file, or no such place on a page. Others are not followed. */
export async function brokenLinks(root: string, pages: readonly string[]): Promise<readonly string[]> {
  const known = new Map<string, PageLinks>();
  for (const page of pages) known.set(page, pageLinks(await readFile(join(root, page), "utf8")));
  const broken: string[] = [];
  for (const [page, { links }] of known) {
    for (const { url, line } of links) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(url)) continue;
      const [path = "", anchor] = decodeURI(url).split("#");
      const target = path === "" ? page : normalize(join(dirname(page), path));
      const isThere = await access(join(root, target)).then(
        () => true,
        () => false,
      );
      const places = known.get(target)?.anchors;
      const leadsNowhere = anchor !== undefined && places !== undefined && !places.has(anchor);
      if (!isThere || leadsNowhere) broken.push(`${page}:${line}: ${url}`);
    }
  }
  return broken;
}
