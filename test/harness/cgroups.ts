import { readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

/** The parent of all control groups of a test network. At the top, so that no two runs share a folder. */
export function cgroupOf(network: string): string {
  return `/${network}`;
}

/** Removes a control group and those below it, in every hierarchy. Their processes must be gone. */
export function removeCgroup(path: string): void {
  for (const hierarchy of [root, ...folders(root)]) removeTree(join(hierarchy, path));
}

function removeTree(folder: string): void {
  for (const child of folders(folder)) removeTree(child);
  try {
    rmdirSync(folder);
  } catch {
    // Not in this hierarchy.
  }
}

function folders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}
