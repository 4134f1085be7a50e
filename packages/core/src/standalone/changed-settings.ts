import { canonicalJson } from '../config/canonical-json.js';
import { SETTING_NAMES, type StandaloneOverrides, type StandaloneSettings } from './settings.js';

/** The settings with the overrides in their place. */
export function withOverrides(settings: StandaloneSettings, overrides: StandaloneOverrides): StandaloneSettings {
  return { ...settings, ...overrides };
}

/** Names of the settings that differ, never what they are. The order in which a mapping was written is no difference. */
export function changedSettings(before: StandaloneSettings, after: StandaloneSettings): readonly string[] {
  const keys = Object.keys(SETTING_NAMES).filter((key): key is keyof StandaloneSettings => Object.hasOwn(after, key));
  return keys
    .filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key]))
    .map((key) => SETTING_NAMES[key]);
}
