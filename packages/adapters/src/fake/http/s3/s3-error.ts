/** An error as S3 sends it: in XML, and unlike those of Connect and Cases. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The body of an error. Nothing of it comes from the request, so nothing needs to be escaped. */
export function s3ErrorBody({ code, message }: S3Error, requestId: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId></Error>`,
  ].join("\n");
}
