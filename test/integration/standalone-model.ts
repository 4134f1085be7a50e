/** The settings that the test varies. */
export interface ModelSettings {
  readonly image: string;
  readonly version: string;
  /** Null: none. */
  readonly volume: string | null;
}

export interface ModelService {
  readonly settings: ModelSettings;
  readonly isStopped: boolean;
}

/** One thing that an operator, or fate, does to a service. */
export type ModelStep =
  | { readonly kind: 'create'; readonly settings: ModelSettings }
  | { readonly kind: 'restore'; readonly overrides: Partial<ModelSettings> }
  | ServiceStep
  /** Updates that must leave everything as it was: to an image that is gone, and to a process that ends at once. */
  | { readonly kind: 'update to a missing image' | 'update to a crash' }
  | { readonly kind: 'forget' | 'crash' | 'destroy' };

/** What needs a service. */
type ServiceStep =
  | { readonly kind: 'update'; readonly overrides: Partial<ModelSettings> }
  | { readonly kind: 'delete'; readonly withVolumes: boolean }
  | { readonly kind: 'restart' | 'stop' | 'start' };

/** What a command must answer: whether it changed anything, or the code of its refusal. */
export type ModelAnswer = { readonly changed: boolean } | { readonly code: string };

/** What is to be true of one service, whatever was done: the rules of the commands, written once more and plainly. */
export class StandaloneModel {
  service: ModelService | null = null;
  preset: ModelSettings | null = null;
  /** Volumes that must be on the engine. */
  readonly volumes = new Set<string>();

  apply(step: ModelStep): ModelAnswer {
    switch (step.kind) {
      case 'create':
        return this.service === null ? this.#run(step.settings) : { code: 'service_exists' };
      case 'restore':
        return this.#restore(step.overrides);
      case 'forget':
        return this.#forget();
      case 'crash':
      case 'destroy':
        return { changed: false };
      case 'update to a missing image':
        return { code: this.service === null ? 'not_found' : 'image_not_found' };
      case 'update to a crash':
        return { code: this.service === null ? 'not_found' : 'service_failed' };
      case 'update':
      case 'delete':
      case 'restart':
      case 'stop':
      case 'start':
        return this.service === null ? { code: 'not_found' } : this.#change(this.service, step);
    }
  }

  #change({ settings, isStopped }: ModelService, step: ServiceStep): ModelAnswer {
    switch (step.kind) {
      case 'update':
        return this.#update(settings, { ...(this.preset ?? settings), ...step.overrides });
      case 'delete':
        this.service = null;
        if (step.withVolumes && settings.volume !== null) this.volumes.delete(settings.volume);
        return { changed: true };
      case 'stop':
        this.service = { settings, isStopped: true };
        return { changed: !isStopped };
      case 'restart':
      case 'start':
        this.service = { settings, isStopped: false };
        return { changed: step.kind === 'restart' || isStopped };
    }
  }

  #update(before: ModelSettings, after: ModelSettings): ModelAnswer {
    const isSame = JSON.stringify(before) === JSON.stringify(after);
    return isSame && this.service?.isStopped === false ? { changed: false } : this.#run(after);
  }

  #restore(overrides: Partial<ModelSettings>): ModelAnswer {
    if (this.service !== null) return { code: 'service_exists' };
    return this.preset === null ? { code: 'not_found' } : this.#run({ ...this.preset, ...overrides });
  }

  #run(settings: ModelSettings): ModelAnswer {
    this.service = { settings, isStopped: false };
    this.preset = settings;
    if (settings.volume !== null) this.volumes.add(settings.volume);
    return { changed: true };
  }

  #forget(): ModelAnswer {
    if (this.preset === null) return { code: 'not_found' };
    this.preset = null;
    return { changed: true };
  }
}
