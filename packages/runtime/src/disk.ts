import { statfs } from 'node:fs/promises';
import type { DiskFacts } from '@devopsellence/core';

/** The file system on which a path is. */
export async function readDisk(name: string, path: string): Promise<DiskFacts> {
  const { bsize, blocks, bavail, files, ffree } = await statfs(path);
  return { name, path, totalBytes: blocks * bsize, freeBytes: bavail * bsize, inodes: files, freeInodes: ffree };
}

/** Bytes that may still be written to the file system on which a path is. */
export async function freeBytesIn(path: string): Promise<number> {
  return (await readDisk('', path)).freeBytes;
}
