import { type AppError, type ClockReading, type Finding, spanText } from '@devopsellence/core';
import { dirtyFinding, type Source } from '../deploy/source.js';

const SKEW_WARNING_MS = 5_000;
const OLDEST_NODE = [20, 19] as const;

/** What is known of this machine and of the app in this folder. */
export interface LocalFacts {
  /** As `process.version`. */
  readonly nodeVersion: string;
  readonly cliVersion: string;
  readonly config: LocalConfig;
  readonly docker: LocalDocker;
  readonly source: Source;
}

export interface LocalConfig {
  /** As people see its path; null: there is none here. */
  readonly file: string | null;
  /** Why it cannot be used; null when it can, or is not there. */
  readonly problem: AppError | null;
  /** Whether a deploy builds an image here. */
  readonly builds: boolean;
}

export interface LocalDocker {
  /** Version of the client; null: it is not installed. */
  readonly client: string | null;
  /** Version of the engine it talks to; null: none answers. */
  readonly engine: string | null;
  readonly hasBuildx: boolean;
}

/** What is wrong here. */
export function diagnoseLocal(facts: LocalFacts): readonly Finding[] {
  const { config, source } = facts;
  return [
    ...node(facts),
    ...configFindings(config),
    ...(config.builds ? docker(facts.docker) : []),
    ...(source.commit !== null && source.isDirty
      ? [{ ...dirtyFinding(source.commit), severity: 'info' as const }]
      : []),
  ];
}

function node({ nodeVersion }: LocalFacts): readonly Finding[] {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return [];
  return [
    {
      severity: 'error',
      code: 'node_js_old',
      message: `Node.js ${nodeVersion} is too old: devopsellence needs ${oldestMajor}.${oldestMinor} or newer`,
      nextActions: ['install a newer Node.js'],
    },
  ];
}

function configFindings({ file, problem }: LocalConfig): readonly Finding[] {
  if (problem !== null) {
    const why = [problem.message, ...problem.evidence].join('; ');
    return [
      { severity: 'error', code: 'config_invalid', message: why, nextActions: ['devopsellence config validate'] },
    ];
  }
  if (file !== null) return [];
  const message = 'there is no devopsellence.yml here: the whole fleet is looked at';
  return [{ severity: 'info', code: 'no_config', message, nextActions: ['devopsellence init', 'cd to the app'] }];
}

function docker({ client, engine, hasBuildx }: LocalDocker): readonly Finding[] {
  if (client === null) {
    const message = 'a deploy builds an image here, and there is no docker command';
    const nextActions = ['install the Docker CLI', 'devopsellence deploy --image REF'];
    return [{ severity: 'warning', code: 'docker_missing', message, nextActions }];
  }
  if (engine === null) {
    const message = 'a deploy builds an image here, and no Docker Engine answers the docker command';
    return [{ severity: 'warning', code: 'docker_not_answering', message, nextActions: ['docker version'] }];
  }
  if (hasBuildx) return [];
  const message = 'the docker command has no buildx plugin: images are built without BuildKit, for this platform only';
  return [{ severity: 'info', code: 'buildx_missing', message, nextActions: ['install the docker buildx plugin'] }];
}

/** What is wrong between this machine and the control plane it talks to. */
export function diagnoseConnection(facts: {
  readonly cliVersion: string;
  readonly controlPlaneVersion: string;
  /** The clock of this machine as seen from the control plane; null: it did not tell the time. */
  readonly clock: ClockReading | null;
}): readonly Finding[] {
  const { cliVersion, controlPlaneVersion, clock } = facts;
  const findings: Finding[] = [];
  if (cliVersion !== controlPlaneVersion) {
    findings.push({
      severity: 'warning',
      code: 'cli_version_differs',
      message: `this command is version ${cliVersion}, the control plane ${controlPlaneVersion}`,
      nextActions: [`install version ${controlPlaneVersion} of devopsellence here`],
    });
  }
  if (clock !== null && Math.abs(clock.aheadMs) - clock.roundTripMs / 2 >= SKEW_WARNING_MS) {
    const direction = clock.aheadMs > 0 ? 'ahead of' : 'behind';
    findings.push({
      severity: 'warning',
      code: 'local_clock_skew',
      message: `the clock here is ${spanText(Math.abs(clock.aheadMs))} ${direction} the control plane's`,
      nextActions: ['timedatectl set-ntp true'],
    });
  }
  return findings;
}
