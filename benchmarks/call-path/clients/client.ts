/** A way to ask for the metadata of files. */
export interface Client {
  /** Makes the call of this number, and answers how many files came. */
  call(number: number): Promise<number>;
  close(): Promise<void>;
}
