// Made when it is needed: it takes some 20 ms, which --help and get can do without.
let format: Intl.NumberFormat | undefined;

/** 0 files, 1 file, 1,234 files. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  format ??= new Intl.NumberFormat("en");
  return `${format.format(amount)} ${amount === 1 ? one : many}`;
}
