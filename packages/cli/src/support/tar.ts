import { AppError } from '@devopsellence/core';

const BLOCK = 512;
const NAME_LENGTH = 100;

/** One file of an archive. */
export interface TarFile {
  /** Relative, with slashes; at most 100 bytes. */
  readonly name: string;
  readonly content: Buffer;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** The file as it stands in a tar archive (POSIX ustar), readable by its owner only. */
export function tarEntry({ name, content, modifiedAt }: TarFile): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > NAME_LENGTH) throw new AppError('internal', { message: `${name} is too long a name` });
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(Math.floor(modifiedAt / 1000), 12), 136);
  // The checksum counts itself as blanks.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** What an archive ends with. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Digits and, but for the checksum, the NUL that ends them. */
function octal(value: number, length: number): string {
  return value.toString(8).padStart(length - 1, '0');
}
