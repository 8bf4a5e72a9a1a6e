/**
 * Licences of what is installed beside our packages, by their SPDX ids. All of them let anybody use, change and pass on, in
 * closed products too, where the notice is kept. Another one is a decision, not an update.
 */
export const ALLOWED_LICENCES: readonly string[] = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];
