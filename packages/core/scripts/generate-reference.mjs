// Writes docs/config-reference.md from the schema. Needs a build: npm run build && npm run generate -w @devopsellence/core
import { mkdirSync, writeFileSync } from 'node:fs';
import { configReference } from '../dist/config/index.js';

mkdirSync(new URL('../../../docs/', import.meta.url), { recursive: true });
writeFileSync(new URL('../../../docs/config-reference.md', import.meta.url), configReference());
