import { AppError } from '@devopsellence/core';
import type { UnaryHandlers } from './handler.js';

type Handlers = Pick<
  UnaryHandlers,
  | 'CreateStandaloneService'
  | 'UpdateStandaloneService'
  | 'RestoreStandaloneService'
  | 'DeleteStandaloneService'
  | 'SwitchStandaloneService'
  | 'ListStandaloneServices'
  | 'ListPresets'
  | 'DeletePreset'
>;

export function standaloneHandlers(): Handlers {
  const refuse = () => Promise.reject(new AppError('not_supported', { message: 'not yet' }));
  return {
    CreateStandaloneService: refuse,
    UpdateStandaloneService: refuse,
    RestoreStandaloneService: refuse,
    DeleteStandaloneService: refuse,
    SwitchStandaloneService: refuse,
    ListStandaloneServices: refuse,
    ListPresets: refuse,
    DeletePreset: refuse,
  };
}
