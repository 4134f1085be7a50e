// Reads `devopsellence status --json` and prints the URL of the first running web container, as seen from this node.
import { readFileSync } from 'node:fs';

const status = JSON.parse(readFileSync(0, 'utf8'));
const web = status.nodes.flatMap((node) => node.services).find((service) => service.name === 'web' && service.ready);
if (!web) {
  console.error('Error: no web service is ready');
  process.exit(1);
}
console.log(`http://${web.address}:3000/`);
