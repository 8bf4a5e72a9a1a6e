/** Version of `@attached-files/adapters`, as the user agent tells it to AWS. A test holds it to package.json. */
export const VERSION: string = "0.1.0";
