import type { StandaloneSettings } from '@devopsellence/core';
import { hasFields, readDocument } from './document.js';

/** A settings column, of a standalone service or of a preset, as what it holds. */
export function readSettings(text: string): StandaloneSettings {
  return readDocument(text, isSettings, 'settings of a service');
}

const isSettings = hasFields<StandaloneSettings>(['image', 'port', 'env', 'volumes']);
