// Reads `devopsellence status --json` and prints the names of the images that were built here.
import { readFileSync } from 'node:fs';

const { nodes } = JSON.parse(readFileSync(0, 'utf8'));
const images = nodes.flatMap((node) => node.services).map((service) => service.image);
for (const image of new Set(images)) if (image.startsWith('devopsellence/')) console.log(image);
