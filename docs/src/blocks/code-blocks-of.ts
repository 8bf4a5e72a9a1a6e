import type { InlineCode, Nodes, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { CodeBlock } from "./code-block.ts";

/** The blocks of code of a page, in order: fenced ones, in lists too, and indented ones, which have no language. */
export function codeBlocksOf(page: string, markdown: string): readonly CodeBlock[] {
  return below(fromMarkdown(markdown), page);
}

/** Commands within sentences, as blocks of shell. Those with an ellipsis are left out: something is missing in them. */
export function inlineCommandsOf(page: string, markdown: string): readonly CodeBlock[] {
  return inlineCode(fromMarkdown(markdown))
    .filter(
      ({ value }) => /^(attached-files|pnpm|npx --yes pnpm@\S+) [a-z-]/.test(value) && !/…|attached-files$/.test(value),
    )
    .map(({ value, position }) => ({ page, line: position?.start.line ?? 0, language: "sh", code: value, above: "" }));
}

function inlineCode(node: Nodes): readonly InlineCode[] {
  if (node.type === "inlineCode") return [node];
  return "children" in node ? node.children.flatMap(inlineCode) : [];
}

function below(parent: Parents, page: string): readonly CodeBlock[] {
  return parent.children.flatMap((node, index) => {
    if (node.type === "code") {
      const above = index === 0 ? undefined : parent.children[index - 1];
      const line = node.position?.start.line ?? 0;
      const language = (node.lang ?? "").toLowerCase();
      return [{ page, line, language, code: node.value, above: above?.type === "paragraph" ? textOf(above) : "" }];
    }
    return "children" in node ? below(node, page) : [];
  });
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
