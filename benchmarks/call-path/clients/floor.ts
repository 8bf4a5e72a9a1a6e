import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { Pool } from "undici";
import { INSTANCE_ID, requestOf, type Workload } from "../workload.ts";
import type { Client } from "./client.ts";

/** The least that can be done: undici, a signature by hand with a key that is kept, JSON.parse, and a look at the ids. */
export function floor(port: number, workload: Workload, connections: number): Client {
  const origin = `http://127.0.0.1:${port}`;
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const host = `127.0.0.1:${port}`;
  const hex = (text: string): string => createHash("sha256").update(text).digest("hex");
  const mac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
  const region = "eu-central-1";
  let keyDay = "";
  let key: KeyObject | undefined;
  return {
    call: async (number) => {
      const { associatedResourceArn, fileIds } = requestOf(workload, number);
      const path = `/attached-files/${INSTANCE_ID}`;
      const query = `associatedResourceArn=${encodeURIComponent(associatedResourceArn)}`;
      const body = JSON.stringify({ FileIds: fileIds });
      const time = `${new Date().toISOString().replaceAll(/[-:]|\.\d{3}/g, "")}`;
      const day = time.slice(0, 8);
      if (key === undefined || day !== keyDay) {
        key = createSecretKey(mac(mac(mac(mac("AWS4secret", day), region), "connect"), "aws4_request"));
        keyDay = day;
      }
      const bodyHash = hex(body);
      const names = "content-type;host;x-amz-content-sha256;x-amz-date";
      const canonical = `POST\n${path}\n${query}\ncontent-type:application/json\nhost:${host}\nx-amz-content-sha256:${bodyHash}\nx-amz-date:${time}\n\n${names}\n${bodyHash}`;
      const scope = `${day}/${region}/connect/aws4_request`;
      const signature = createHmac("sha256", key)
        .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hex(canonical)}`)
        .digest("hex");
      const answer = await pool.request({
        method: "POST",
        path: `${path}?${query}`,
        headers: {
          "content-type": "application/json",
          "x-amz-content-sha256": bodyHash,
          "x-amz-date": time,
          authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${names}, Signature=${signature}`,
        },
        body,
      });
      const { Files } = JSON.parse(await answer.body.text()) as { Files: unknown[] };
      return Files.length;
    },
    close: () => pool.close(),
  };
}
