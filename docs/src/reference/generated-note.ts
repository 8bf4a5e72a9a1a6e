/** What stands at the head of every page of the reference. Pages that begin with it are held to the code as they are. */
export const GENERATED_NOTE =
  "Generated from the code (`pnpm --filter @attached-files/docs generate:reference`); do not edit.";
