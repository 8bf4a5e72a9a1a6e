/** Characters of a stranger's text that are shown, where nothing else is said. */
export const LONGEST_TEXT = 300;

/** A stranger's text as it stands within a line of ours: its beginning, and a mark that tells what was cut off. */
export function shortText(text: string, longest: number = LONGEST_TEXT): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).toWellFormed()}… (cut: ${text.length.toLocaleString("en")} characters)`;
}
