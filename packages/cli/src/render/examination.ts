import { bytesText, type Finding } from '@devopsellence/core';
import type { Examination } from '../doctor/examine.js';
import { formatEnvironment } from '../environment-name.js';
import { summaryOf } from './findings.js';
import { tableLines } from './table.js';

/** What was looked at, a line each; findings are printed after it. */
export function examinationLines(examination: Examination): readonly string[] {
  const { environment, nodes, findings } = examination;
  return [
    ...tableLines([
      ...localRows(examination),
      ...controlPlaneRows(examination),
      ['looked at', environment === null ? 'the whole fleet' : `environment ${formatEnvironment(environment)}`],
      ...nodes.map(({ node, findings: own }) => [`node ${node.name}`, `${node.connection}, ${summaryOf(own)}`]),
    ]),
    '',
    findings.length === 0 ? 'Nothing found.' : `Found: ${summaryOf(findings)}.`,
  ];
}

function localRows({ local }: Examination): readonly (readonly string[])[] {
  const { cliVersion, nodeVersion, config, docker } = local;
  const problem = config.problem === null ? 'none here' : 'invalid';
  return [
    ['this command', `${cliVersion}, Node.js ${nodeVersion}`],
    ['config', config.file ?? problem],
    ['docker', docker.client === null ? 'not installed' : `${docker.client}${docker.hasBuildx ? ' with buildx' : ''}`],
  ];
}

function controlPlaneRows({ identity, controlPlane }: Examination): readonly (readonly string[])[] {
  if (identity === null) return [['control plane', 'not reached']];
  const facts = controlPlane?.facts ?? null;
  const more =
    facts === null
      ? ''
      : `, database ${bytesText(facts.databaseBytes)}, ${bytesText(facts.disk.freeBytes)} free on its disk`;
  return [
    ['token', `${identity.tokenName} (${identity.role})`],
    ['control plane', `${identity.controlPlaneVersion}${more}`],
  ];
}

/** Findings as text, for files. */
export function findingTexts(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ severity, code, message, nextActions }) => [
    `${severity} ${code}: ${message}`,
    ...nextActions.map((action) => `  try: ${action}`),
  ]);
}
