import { BUCKET, CREDENTIALS, serveBucket } from "./src/index.ts";

// A bucket to try 'state.s3' and 'publish.s3' with, until Ctrl-C; what it holds is gone then.
const [port = "0"] = process.argv.slice(2).filter((each) => each !== "--");
const bucket = await serveBucket({ port: Number(port) });
console.log(
  JSON.stringify({
    endpoint: bucket.endpoint,
    bucket: BUCKET,
    ...CREDENTIALS,
    directory: bucket.directory,
    pid: process.pid,
  }),
);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void bucket.close().then(() => process.exit(0)));
}
