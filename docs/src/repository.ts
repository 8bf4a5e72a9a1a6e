import { resolve } from "node:path";

/** The root of the repository. */
export const ROOT: string = resolve(import.meta.dirname, "../..");
