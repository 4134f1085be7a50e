import {
  DEFAULT_SETTINGS,
  decodeOverrides,
  decodeSettings,
  encodeSettings,
  type StandaloneOverrides,
  type StandaloneSettings,
} from '@devopsellence/core';

/** The settings of a new service, checked as the control plane will. Throws `invalid_argument`. */
export function newSettings(image: string, port: number, given: StandaloneOverrides): StandaloneSettings {
  return decodeSettings(encodeSettings({ ...DEFAULT_SETTINGS, ...given, image, port }));
}

/** The overrides, each checked as the control plane will. Throws `invalid_argument`. */
export function checkedOverrides(given: StandaloneOverrides): StandaloneOverrides {
  return decodeOverrides(encodeSettings(given));
}
