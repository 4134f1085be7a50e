import { pinOf, shortList, toIso } from '@devopsellence/core';
import type { Release, ReleaseDetails, ReleaseService } from '../client/release-client.js';
import type { Colours } from '../colours.js';
import { sanitize } from './sanitize.js';
import { deploymentCell } from './shown-state.js';
import { tableLines } from './table.js';
import { agoText } from './time.js';

const PIN_LENGTH = 'sha256:'.length + 12;

export interface ReleaseStyle {
  readonly colours: Colours;
  readonly now: number;
}

/** A release: what it is made of, what became of it, where its images are, and what is other than now. */
export function releaseLines(details: ReleaseDetails, style: ReleaseStyle): readonly string[] {
  const { release, services, notAsked } = details;
  const { number, revision, createdAt, createdBy } = release;
  const state = releaseState(release);
  return [
    `${style.colours.bold(`release ${number}`)}${state === '' ? '' : ` (${state})`}`,
    `  id          ${release.id}`,
    `  revision    ${sanitize(revision)}`,
    `  made        ${toIso(createdAt)} (${agoText(createdAt, style.now)}) by ${sanitize(createdBy)}`,
    '',
    ...tableLines([['SERVICE', 'IMAGE', 'PINNED', 'KEPT'], ...services.map(serviceRow)]),
    ...(notAsked.length === 0 ? [] : [`Not known of ${sanitize(shortList(notAsked, ', '))}: no answer.`]),
    '',
    ...deploymentLines(details, style),
    ...differenceLines(details),
  ];
}

/** Whether it is what the environment was last asked to run, and whether it ever did so as a whole. */
export function releaseState({ isCurrent, isSettled }: Release): string {
  const words = [isCurrent ? 'current' : '', isSettled ? '' : 'never settled'];
  return words.filter((word) => word !== '').join(', ');
}

function serviceRow(service: ReleaseService): readonly string[] {
  const { name, image } = service;
  return [name, image.reference, pinOf(image).slice(0, PIN_LENGTH), keptText(service)];
}

/** Where the image is now, and where it would come from. */
function keptText({ image, keptOn, missingOn, isUploaded }: ReleaseService): string {
  const asked = keptOn.length + missingOn.length;
  const kept = asked === 0 ? [] : [`on ${keptOn.length} of ${asked} ${asked === 1 ? 'node' : 'nodes'}`];
  const source = image.digest !== null ? 'registry' : isUploaded ? 'control plane' : 'nowhere else';
  return [...kept, source].join(', ');
}

function deploymentLines({ deployments }: ReleaseDetails, { colours, now }: ReleaseStyle): readonly string[] {
  const rows = deployments.map((deployment) => [
    deployment.id,
    deployment.kind,
    deploymentCell(deployment.state, colours),
    agoText(deployment.startedAt, now),
    deployment.startedBy,
    deployment.reason,
  ]);
  return tableLines([['DEPLOYMENT', 'KIND', 'STATE', 'STARTED', 'BY', 'REASON'], ...rows]);
}

function differenceLines({ release, differences }: ReleaseDetails): readonly string[] {
  if (release.isCurrent) return [];
  if (differences.length === 0) return ['', 'The same as the current release.'];
  return ['', 'Going to it from the current release would:', ...differences.map((each) => `  ${sanitize(each)}`)];
}
