// Generates the wire's TypeScript types and its descriptor from proto/. Run after every change of a .proto file; the
// output is committed, so that a build needs no generator and a bundle needs no .proto files beside it.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = fileURLToPath(new URL('../src/gen', import.meta.url));
const files = ['agent', 'operator'].map((name) => `devopsellence/v1/${name}.proto`);

rmSync(out, { recursive: true, force: true });
const options = ['--grpcLib=@grpc/grpc-js', '--importFileExtension=.js', '--longs=Number', '--enums=String'];
const shape = ['--defaults', '--arrays', '--objects', '--oneofs', '--includeDirs', 'proto', '--outDir', out];
const { status } = spawnSync('proto-loader-gen-types', [...options, ...shape, ...files], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);

const loaded = new protobuf.Root();
loaded.resolvePath = (_origin, target) => `${root}/proto/${target}`;
loaded.loadSync(files);
const json = JSON.stringify(loaded.toJSON());
writeFileSync(`${out}/descriptor.ts`, `export const descriptor = ${JSON.stringify(json)};\n`);

const names = readdirSync(`${out}/devopsellence/v1`)
  .map((file) => file.replace('.ts', ''))
  .sort();
const exports = names.map((name) => `export type * from './devopsellence/v1/${name}.js';`);
writeFileSync(`${out}/messages.ts`, `${exports.join('\n')}\n`);
