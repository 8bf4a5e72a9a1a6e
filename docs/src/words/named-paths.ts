import type { InlineCode, Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

const PATH = /^(apps|packages|pacts|benchmarks|deploy|docs|release)\/[\w./@-]+$/;

/** Paths of the repository that a page names within its sentences, with their lines. */
export function namedPaths(markdown: string): readonly { readonly path: string; readonly line: number }[] {
  return inlineCode(fromMarkdown(markdown))
    .filter(({ value }) => PATH.test(value))
    .map(({ value, position }) => ({ path: value, line: position?.start.line ?? 0 }));
}

function inlineCode(node: Nodes): readonly InlineCode[] {
  if (node.type === "inlineCode") return [node];
  return "children" in node ? node.children.flatMap(inlineCode) : [];
}
