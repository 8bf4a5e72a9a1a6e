/**
 * The type of a file by its extension, in small letters without the dot; undefined where the name has none. As Amazon
 * Connect configures extensions: 1 to 10 letters, digits, hyphens or underscores, all ASCII.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AllowedExtension.html (read 2026-11)
 */
export function fileTypeOf(fileName: string): string | undefined {
  return /\.([A-Za-z0-9_-]{1,10})$/.exec(fileName)?.[1]?.toLowerCase();
}
