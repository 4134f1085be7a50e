import { type Instant, toIso } from '../model/instant.js';
import { shortList } from '../placement/short-list.js';
import { spanText } from './amounts.js';
import { type Finding, worstFirst } from './finding.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Without a schedule: for how long people may rely on the newest one. */
const OLD_WITHOUT_SCHEDULE_MS = 7 * DAY_MS;
/** For how long a restore is something to look after. */
const RESTORED_LATELY_MS = 7 * DAY_MS;

/** The backups of a control plane, and what it was restored from. */
export interface BackupFacts {
  readonly at: Instant;
  /** When the control plane was set up. */
  readonly setUpAt: Instant;
  /** How far apart those of the schedule are, in milliseconds; null: there is no schedule. */
  readonly intervalMs: number | null;
  /** The moment of which the newest whole one is; null: there is none. */
  readonly newestAt: Instant | null;
  /** The last one that failed, unless one came about since. */
  readonly failure: { readonly at: Instant; readonly message: string } | null;
  /** Names of those that are of no use any more. */
  readonly damaged: readonly string[];
  readonly restored: RestoredFacts | null;
}

/** The last restore. */
export interface RestoredFacts {
  readonly at: Instant;
  /** The moment of which the backup was. */
  readonly backupAt: Instant;
  /** Names of the nodes that were not heard of since. */
  readonly unheard: readonly string[];
  /** Names of the nodes that run what the backup does not know, and are left with it. */
  readonly held: readonly string[];
}

/** What is wrong with the backups, the worst first. */
export function diagnoseBackups(facts: BackupFacts): readonly Finding[] {
  return worstFirst([...failed(facts), ...age(facts), ...damaged(facts), ...restored(facts), ...held(facts)]);
}

function failed({ failure }: BackupFacts): readonly Finding[] {
  if (failure === null) return [];
  return [
    {
      severity: 'warning',
      code: 'backup_failed',
      message: `the backup of ${toIso(failure.at)} failed: ${failure.message}`,
      nextActions: ['devopsellence backup create', 'devopsellence events'],
    },
  ];
}

/** With a schedule, one that was missed once may come late; twice is a reason to look. */
function age({ at, setUpAt, intervalMs, newestAt }: BackupFacts): readonly Finding[] {
  const allowedMs = intervalMs === null ? OLD_WITHOUT_SCHEDULE_MS : 2 * intervalMs + HOUR_MS;
  const ageMs = at - (newestAt ?? setUpAt);
  if (ageMs <= allowedMs) return [];
  const how =
    newestAt === null ? 'there is no backup of the control plane' : `the newest backup is ${spanText(ageMs)} old`;
  if (intervalMs !== null) {
    return [
      {
        severity: 'error',
        code: newestAt === null ? 'backup_missing' : 'backup_old',
        message: `${how}, although one is to be made every ${spanText(intervalMs)}`,
        nextActions: ['devopsellence backup create', 'devopsellence events'],
      },
    ];
  }
  return [
    {
      severity: 'warning',
      code: 'backup_schedule_off',
      message: `${how}, and none is made on a schedule`,
      nextActions: [
        'devopsellence backup create',
        'on its machine: devopsellence-control-plane serve without --backup-schedule off makes one every night',
      ],
    },
  ];
}

function damaged({ damaged: names }: BackupFacts): readonly Finding[] {
  if (names.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'backup_damaged',
      message: `backups that are of no use any more: ${shortList(names, ', ')}`,
      nextActions: ['devopsellence backup list', 'devopsellence backup create'],
    },
  ];
}

/** However long ago the restore was: somebody has to say how they go on. */
function held({ restored: last }: BackupFacts): readonly Finding[] {
  if (last === null || last.held.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'nodes_held',
      message: `nodes that run a newer release than the restored control plane knows, and are left with it: ${shortList(last.held, ', ')}`,
      nextActions: [
        'devopsellence status',
        'devopsellence deploy   # in each of their environments: the release that is to run',
        'devopsellence apply   # or back to the release that the control plane knows',
      ],
    },
  ];
}

function restored({ at, restored: last }: BackupFacts): readonly Finding[] {
  if (last === null || at - last.at > RESTORED_LATELY_MS) return [];
  const lost = last.unheard.length === 0 ? '' : `; not heard of since: ${shortList(last.unheard, ', ')}`;
  return [
    {
      severity: 'warning',
      code: 'restored_from_backup',
      message: `the control plane was restored at ${toIso(last.at)} to what it was at ${toIso(last.backupAt)}: tokens that were revoked and nodes that were removed in between are back${lost}`,
      nextActions: [
        'devopsellence token list',
        'devopsellence node list',
        ...last.unheard
          .slice(0, 1)
          .map((name) => `devopsellence node rejoin ${name}   # if its certificate was renewed since`),
      ],
    },
  ];
}
