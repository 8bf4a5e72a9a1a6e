/** One of the known names, or any other text: a service may add names at any time, and they must survive. */
export type OpenEnum<Known extends string> = Known | (string & Record<never, never>);
