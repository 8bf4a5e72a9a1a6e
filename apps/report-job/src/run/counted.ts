const NUMBER = new Intl.NumberFormat("en");

/** 0 files, 1 file, 1,234 files. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(amount)} ${amount === 1 ? one : many}`;
}
