import { join, resolve } from 'node:path';
import { AppError } from '@devopsellence/core';
import { type CronSchedule, cronProblem } from './cron-timetable.js';

/** The options of `serve` that are about backups, as typed. */
export interface BackupOptions {
  readonly backupDir?: string;
  readonly backupSchedule?: string;
  readonly backupTimeZone?: string;
  readonly backupKeep?: string;
}

/** Which backups a control plane makes and keeps. */
export interface BackupSettings {
  /** Where backups are. */
  readonly backupDirectory: string;
  /** Null: none are made by themselves. */
  readonly backupSchedule: CronSchedule | null;
  /** How many of those made by the schedule are kept. */
  readonly backupKeep: number;
}

/** At night, and not at a full hour, when everybody else's begin. */
export const DEFAULT_SCHEDULE = '17 3 * * *';
export const DEFAULT_KEEP = '7';

const OFF = 'off';
const MOST_KEPT = 10_000;

/** Throws `usage`. */
export function parseBackupOptions(options: BackupOptions, dataDirectory: string): BackupSettings {
  return {
    backupDirectory: resolve(options.backupDir ?? join(dataDirectory, 'backups')),
    backupSchedule: parseSchedule(options),
    backupKeep: parseKeep(options.backupKeep ?? DEFAULT_KEEP),
  };
}

function parseSchedule({ backupSchedule = DEFAULT_SCHEDULE, backupTimeZone }: BackupOptions): CronSchedule | null {
  const timeZone = parseTimeZone(backupTimeZone ?? localTimeZone());
  const cron = backupSchedule.trim();
  if (cron === OFF) return null;
  const problem = cronProblem(cron);
  if (problem === null) return { cron, timeZone };
  throw usage(`--backup-schedule ${JSON.stringify(backupSchedule)} ${problem}`, [
    `write minute, hour, day of month, month and day of week, for example "${DEFAULT_SCHEDULE}"`,
    'write off for none',
  ]);
}

function localTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function parseTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw usage(`--backup-time-zone: there is no time zone ${JSON.stringify(timeZone)}`, [
      'write its IANA name, for example Europe/Berlin or UTC',
    ]);
  }
}

function parseKeep(text: string): number {
  const keep = Number(text);
  if (/^\d+$/.test(text) && keep >= 1 && keep <= MOST_KEPT) return keep;
  throw usage(`--backup-keep ${JSON.stringify(text)} is not a number from 1 to ${MOST_KEPT}`, [
    `write how many backups of the schedule are to stay, for example ${DEFAULT_KEEP}`,
  ]);
}

function usage(message: string, nextActions: readonly string[]): AppError {
  return new AppError('usage', { message, nextActions });
}
