import { type HTMLElement, type Node, NodeType, parse, type TextNode } from "node-html-parser";
import type { Breach, Claim, Place } from "./claim.test-support.ts";

const DIGIT = /\p{N}/u;
/** Elements within a line of text. */
const INLINE = new Set(["A", "BDI", "STRONG", "CODE", "WBR", "TIME", "DATA", "SPAN", "EM", "B"]);

interface Piece {
  readonly text: string;
  readonly isStrangers: boolean;
}

/** The page, and whose texts are other people's, wherever they stand as such. */
export class PageNumbers {
  readonly root: HTMLElement;
  readonly #strangers: readonly string[];
  readonly #exact: ReadonlySet<string>;

  /** @param strangers as they were answered, or as the page shortens them */
  constructor(html: string, strangers: Iterable<string>) {
    this.root = parse(html, { blockTextElements: { script: false, style: false } });
    this.#exact = new Set(strangers);
    this.#strangers = [...this.#exact];
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
  }

  /** All that an element says, as a reader would copy it; sizes and moments with their exact values. */
  textOf(element: HTMLElement): string {
    return this.#piecesOf(element)
      .map(({ text }) => text)
      .join("");
  }

  /** What is wrong about a claim; undefined where the element says that, and no other number. */
  breachOf(claim: Claim): Breach | undefined {
    const { name } = claim;
    if ("holds" in claim) return claim.holds ? undefined : { name, place: "several elements", text: "", says: [] };
    const { element, says } = claim;
    if (element === null || element === undefined) return { name, place: "nowhere", text: "", says };
    const pieces = this.#piecesOf(element);
    const text = pieces.map((piece) => piece.text).join("");
    const left = pieces.flatMap((piece) => (piece.isStrangers ? " ".repeat(piece.text.length) : piece.text).split(""));
    let from = 0;
    for (const phrase of says) {
      const at = text.indexOf(phrase, from);
      if (at < 0) return { name, place: this.placeOf(element), text, says };
      from = at + phrase.length;
      left.fill(" ", at, from);
    }
    return DIGIT.test(left.join("")) ? { name, place: this.placeOf(element), text, says } : undefined;
  }

  /** Numbers within the page's own words that no claim is about, by their places. */
  unclaimed(claims: readonly Claim[]): readonly Place[] {
    const claimed = new Set<Node>(claims.flatMap((claim) => ("holds" in claim ? [] : (claim.element ?? []))));
    const isClaimed = (node: Node): boolean => {
      for (let at: Node | null = node; at !== null; at = at.parentNode as Node | null) if (claimed.has(at)) return true;
      return false;
    };
    const found: Place[] = [];
    const walk = (element: HTMLElement): void => {
      if (["SCRIPT", "STYLE", "META"].includes(element.tagName)) return;
      for (const name of ["title", "aria-label", "alt", "placeholder"]) {
        const text = element.getAttribute(name) ?? "";
        const isInlined = name === "title" && ["DATA", "TIME"].includes(element.tagName);
        if (DIGIT.test(text) && !isInlined && !this.#isStrangers(text))
          found.push({ place: `${this.placeOf(element)}@${name}`, text });
      }
      for (const child of element.childNodes) {
        if (child.nodeType === NodeType.ELEMENT_NODE) walk(child as HTMLElement);
        else if (child.nodeType === NodeType.TEXT_NODE && DIGIT.test(child.text) && !isClaimed(child)) {
          const around = this.#bdiAround(child);
          if (around === undefined || !this.#isStrangers(around.text))
            found.push({ place: this.placeOf(element), text: child.text });
        }
      }
    };
    walk(this.root);
    return found;
  }

  /** Where on the page an element is, by the names of what it stands in. */
  placeOf(element: HTMLElement): string {
    const names: string[] = [];
    for (let at: HTMLElement | null = element; at?.tagName; at = at.parentNode) {
      const name = at.getAttribute("id") ?? at.getAttribute("aria-labelledby") ?? at.getAttribute("class");
      names.unshift(`${at.tagName.toLowerCase()}${name === undefined ? "" : `[${name}]`}`);
    }
    return names.slice(2).join(" > ");
  }

  #piecesOf(element: HTMLElement, isStrangers = false): Piece[] {
    const inner = isStrangers || (element.tagName === "BDI" && this.#isStrangers(element.text));
    const pieces = element.childNodes.flatMap((child): Piece[] => {
      if (child.nodeType === NodeType.TEXT_NODE)
        return [{ text: (child as TextNode).text.replaceAll(/\s+/g, " "), isStrangers: inner }];
      return child.nodeType === NodeType.ELEMENT_NODE ? this.#piecesOf(child as HTMLElement, inner) : [];
    });
    const exact =
      element.tagName === "DATA"
        ? element.getAttribute("title")
        : element.tagName === "TIME"
          ? element.getAttribute("datetime")
          : undefined;
    if (exact !== undefined) pieces.push({ text: ` (${exact})`, isStrangers: false });
    const isBlock = element.tagName && !(INLINE.has(element.tagName) && element.getAttribute("class") === undefined);
    return isBlock ? [{ text: " ", isStrangers: false }, ...pieces, { text: " ", isStrangers: false }] : pieces;
  }

  #bdiAround(node: Node): HTMLElement | undefined {
    for (let at = node.parentNode; at !== null; at = at.parentNode) if (at.tagName === "BDI") return at;
    return undefined;
  }

  /** Whether a text is somebody's, whole or cut. */
  #isStrangers(text: string): boolean {
    if (this.#exact.has(text)) return true;
    return text.endsWith("…") && this.#strangers.some((each) => each.startsWith(text.slice(0, -1)));
  }
}
