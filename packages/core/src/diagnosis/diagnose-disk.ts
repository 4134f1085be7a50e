import { bytesText, shareText } from './amounts.js';
import type { Finding, Severity } from './finding.js';
import type { DiskFacts } from './node-diagnosis.js';

const MIB = 1024 ** 2;
const LOW_SHARE = 0.15;
const VERY_LOW_SHARE = 0.05;
/** With less free than this, little fits any more, however small the disk is. */
const VERY_LOW_BYTES = 100 * MIB;

/** What is wrong with the room on a disk. `where` is part of a sentence: `on node prod-1`. */
export function diagnoseDisk(disk: DiskFacts, where: string, nextActions: readonly string[]): readonly Finding[] {
  const { path, totalBytes, freeBytes, inodes, freeInodes } = disk;
  const room = freeBytes < VERY_LOW_BYTES ? 'error' : severityOf(freeBytes, totalBytes);
  const files = inodes === 0 ? null : severityOf(freeInodes, inodes);
  const findings: Finding[] = [];
  if (room !== null) {
    const free = `${bytesText(freeBytes)} of ${bytesText(totalBytes)} (${shareText(freeBytes, totalBytes)})`;
    findings.push({ severity: room, code: 'disk_low', message: `${path} ${where} has ${free} free`, nextActions });
  }
  if (files !== null) {
    const free = `${freeInodes} of ${inodes} inodes (${shareText(freeInodes, inodes)})`;
    findings.push({ severity: files, code: 'inodes_low', message: `${path} ${where} has ${free} free`, nextActions });
  }
  return findings;
}

function severityOf(free: number, total: number): Severity | null {
  if (free < total * VERY_LOW_SHARE) return 'error';
  return free < total * LOW_SHARE ? 'warning' : null;
}
