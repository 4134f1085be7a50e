import { describe, expect, it } from 'vitest';
import { Output } from '../output.js';
import { documentsIn, SkippingClock } from '../testing/cli.js';
import { FakeIo } from '../testing/fake-io.js';
import { UploadProgress } from './upload-progress.js';

/** Uploads two of three layers, saying so after every quarter of each. */
async function upload({ isTerminal = false, isJson = false }) {
  const io = new FakeIo({ isTerminal });
  const clock = new SkippingClock();
  const output = new Output(io, 'deploy', isJson);
  output.stream();
  const progress = new UploadProgress({ io, output, outside: { clock } }, 'shop:2');
  for (const [index, size] of [8_000_000, 20_000_000].entries()) {
    progress.begin({ number: index + 1, count: 2, size });
    for (const part of [1, 2, 3]) {
      progress.sent((size / 4) * part);
      await clock.sleep(300);
    }
    progress.whole();
    progress.count(size);
  }
  progress.end({ layers: 3, present: 1 });
  output.succeed({ message: 'done' });
  return io;
}

describe('how far an upload is', () => {
  it('is a line for each layer where there is no terminal', async () => {
    expect((await upload({})).stderr.text).toBe(
      'Uploading layer 1 of 2 (8.0 MB).\nUploading layer 2 of 2 (20 MB).\n' +
        'Uploaded shop:2: 2 of 3 layers, 28 MB; the others were there.\n',
    );
  });

  it('is one line in place on a terminal, which is gone at the end', async () => {
    const { text } = (await upload({ isTerminal: true })).stderr;
    expect(text).toContain('  uploading layer 1 of 2: 2.0 of 8.0 MB');
    expect(text).toContain('  uploading layer 2 of 2: 20 of 20 MB');
    expect(text).not.toContain('Uploading layer');
    expect(text.endsWith('Uploaded shop:2: 2 of 3 layers, 28 MB; the others were there.\n')).toBe(true);
  });

  it('is an event twice a second at most as JSON, and a summary with the result', async () => {
    const io = await upload({ isJson: true });
    expect(io.stderr.text).toBe('');
    const [result, ...events] = documentsIn(io.stdout.text).toReversed();
    expect(events.toReversed()).toMatchObject([
      { event: 'progress', state: 'uploading', image: 'shop:2', layer: 1, layers: 2, sent_bytes: 2_000_000 },
      { layer: 1, sent_bytes: 6_000_000, size_bytes: 8_000_000, elapsed_ms: 600 },
      { layer: 1, sent_bytes: 8_000_000 },
      { layer: 2, sent_bytes: 5_000_000 },
      { layer: 2, sent_bytes: 15_000_000 },
      { layer: 2, sent_bytes: 20_000_000, elapsed_ms: 1_800 },
    ]);
    const summary = { layers: 3, present_layers: 1, sent_layers: 2, sent_bytes: 28_000_000 };
    expect(result).toMatchObject({ event: 'result', upload: summary });
  });
});
