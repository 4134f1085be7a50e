/** Where a token counts. Null means all of them: a token with three nulls is one for the whole fleet. */
export interface Scope {
  readonly organization: string | null;
  /** Null when the organization is. */
  readonly project: string | null;
  /** Null when the project is. */
  readonly environment: string | null;
}

/** Something that belongs to an organization, a project or an environment: the same shape, as deep as its names go. */
export type Place = Scope;

export const WHOLE_FLEET: Scope = { organization: null, project: null, environment: null };

/** The scope with these names; the first empty one ends it. */
export function scopeOf({
  organization = '',
  project = '',
  environment = '',
}: Partial<Record<keyof Scope, string>>): Scope {
  if (organization === '') return WHOLE_FLEET;
  if (project === '') return { ...WHOLE_FLEET, organization };
  return { organization, project, environment: environment === '' ? null : environment };
}

/** Whether the place is the scope or lies in it. */
export function covers(scope: Scope, place: Place): boolean {
  return (
    isWithin(scope.organization, place.organization) &&
    isWithin(scope.project, place.project) &&
    isWithin(scope.environment, place.environment)
  );
}

/** Whether the scope lies in the place without covering it: who holds the token knows that the place exists. */
export function isInside(scope: Scope, place: Place): boolean {
  return !covers(scope, place) && covers(place, scope);
}

export function isFleetWide(scope: Scope): boolean {
  return scope.organization === null;
}

/** `acme/shop/production`, `acme`, or `the whole fleet`. */
export function scopeTitle({ organization, project, environment }: Scope): string {
  const names = [organization, project, environment].filter((name) => name !== null);
  return names.length === 0 ? 'the whole fleet' : names.join('/');
}

function isWithin(limit: string | null, name: string | null): boolean {
  return limit === null || limit === name;
}
