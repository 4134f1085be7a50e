// What the agent's bundles leave out of the code they are made from.
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = dirname(dirname(dirname(fileURLToPath(import.meta.url)))) + sep;

/** No module of ours does anything by being imported: those that nothing is used of can go. */
export const ourModulesArePure = {
  name: 'our modules are pure',
  setup(bundler) {
    bundler.onResolve({ filter: /^@devopsellence\// }, async ({ path, pluginData, ...context }) => {
      if (pluginData === 'resolving') return undefined;
      const found = await bundler.resolve(path, { ...context, pluginData: 'resolving' });
      return { ...found, sideEffects: false };
    });
    bundler.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
      if (!importer.startsWith(packages) || importer.includes('node_modules')) return undefined;
      return { path: resolve(dirname(importer), path), sideEffects: false };
    });
  },
};

/** Parts of dockerode that this agent never calls, and that cost more than the rest of it. */
export const withoutUnusedTransports = {
  name: 'without unused transports',
  setup(bundler) {
    bundler.onLoad(
      { filter: /node_modules\/(docker-modem\/lib\/ssh|dockerode\/lib\/(session|buildkit))\.js$/ },
      () => ({
        contents: "module.exports = () => { throw new Error('not part of this bundle'); };",
      }),
    );
  },
};
