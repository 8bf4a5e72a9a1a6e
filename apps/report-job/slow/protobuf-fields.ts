/** A field of a message: its number, and what stands in it. */
type Field = readonly [number, number | bigint | Buffer];

/** The fields of a message in protobuf's wire format, in their order. */
export function protobufFields(message: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const key = Number(varint());
    const [number, type] = [key >> 3, key & 7];
    if (type === 0) fields.push([number, varint()]);
    else if (type === 1 || type === 5) {
      fields.push([number, type === 1 ? message.readDoubleLE(at) : message.readFloatLE(at)]);
      at += type === 1 ? 8 : 4;
    } else if (type === 2) {
      const length = Number(varint());
      fields.push([number, message.subarray(at, at + length)]);
      at += length;
    } else throw new Error(`no type of a field: ${type}`);
  }
  return fields;
}

/** The messages that stand in a field. */
export function messagesIn(message: Buffer, number: number): readonly Buffer[] {
  return protobufFields(message).flatMap(([of, value]) => (of === number && Buffer.isBuffer(value) ? [value] : []));
}
