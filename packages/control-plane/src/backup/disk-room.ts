import { AppError } from '@devopsellence/core';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether something failed for want of room, in the words of the file system or of SQLite. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);
}

export function noRoomFor(bytes: number, cause?: unknown): AppError {
  return new AppError('storage_full', {
    message: 'the disk has too little room for a backup',
    reason: `it needs about ${Math.ceil(bytes / 1_000_000)} MB`,
    nextActions: [
      'on the machine of the control plane: df -h',
      'remove backups that nobody needs, or move them to another machine',
      'devopsellence-control-plane serve --backup-dir DIR, on a larger disk',
    ],
    cause,
  });
}
