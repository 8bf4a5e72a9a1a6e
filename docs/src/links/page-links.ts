import GithubSlugger from "github-slugger";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** What a page links to, and what of it can be linked to. */
export interface PageLinks {
  readonly links: readonly { readonly url: string; readonly line: number }[];
  /** Names of its places: headings as GitHub names them, and anchors in HTML. */
  readonly anchors: ReadonlySet<string>;
}

export function pageLinks(markdown: string): PageLinks {
  const nodes = [...all(fromMarkdown(markdown))];
  const slugger = new GithubSlugger();
  const headings = nodes.filter((node) => node.type === "heading").map((node) => slugger.slug(textOf(node)));
  const ids = nodes.flatMap((node) => (node.type === "html" ? [...node.value.matchAll(/\bid="([^"]+)"/g)] : []));
  const links = nodes.flatMap((node) =>
    node.type === "link" || node.type === "image" || node.type === "definition"
      ? [{ url: node.url, line: node.position?.start.line ?? 0 }]
      : [],
  );
  return { links, anchors: new Set([...headings, ...ids.map(([, id = ""]) => id)]) };
}

function* all(node: Nodes): Generator<Nodes> {
  yield node;
  if ("children" in node) for (const child of node.children) yield* all(child);
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.type === "html" ? "" : node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
