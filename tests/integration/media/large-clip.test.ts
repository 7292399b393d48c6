/** Clips of more than four gigabytes: their index says so in 64 bits. Of the pictures only holes are written. */
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncodedPacket, EncodedVideoPacketSource, Output, StreamTarget } from 'mediabunny';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCoded } from '../../../src/main/media/coded/coded-file';
import { smartFormat } from '../../../src/main/media/smart/assemble';
import { slicesOf } from '../../../src/main/media/smart/nal-units';
import { makeHeadPlain } from '../../../src/main/media/smart/plain-head';
import { makeFootage } from '../../fixtures/make-footage';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-large-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PICTURE_BYTES = 64 * 1024 * 1024;
const PICTURES = 66;
/** A write larger than this is of pictures, of which only the first bytes of each are kept. */
const INDEX_BYTES = 1024 * 1024;

test('a clip of 4.4 GB is written so that its last picture is found', async () => {
  const begins = Buffer.alloc(64);
  const source = await openCoded(await makeFootage({ gop: 25 }), { firstFrameUs: 0 });
  const path = join(folder, 'large.mp4');
  const file = await open(path, 'w');
  try {
    const key = await source?.sink.getFirstKeyPacket();
    if (!source || !key) throw new Error('no footage');
    const writable = new WritableStream<{ data: Uint8Array; position: number }>({
      async write({ data, position }) {
        if (data.length <= INDEX_BYTES) await file.write(data, 0, data.length, position);
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
        for (let at = bytes.indexOf(begins); at >= 0; at = bytes.indexOf(begins, at + 64)) {
          await file.write(bytes, at, 64, position + at);
        }
      },
    });
    const output = new Output({ format: smartFormat(), target: new StreamTarget(writable) });
    const video = new EncodedVideoPacketSource('avc');
    output.addVideoTrack(video, { frameRate: 25, maximumPacketCount: PICTURES });
    await output.start();
    // The beginning of a real picture, as one unit of the whole length.
    const data = new Uint8Array(PICTURE_BYTES);
    data.set(slicesOf(key.data, [])?.subarray(0, 64) ?? []);
    new DataView(data.buffer).setUint32(0, PICTURE_BYTES - 4);
    begins.set(data.subarray(0, 64));
    for (let at = 0; at < PICTURES; at++) {
      const packet = new EncodedPacket(data, 'key', at / 25, 1 / 25);
      await video.add(packet, { decoderConfig: source.config });
    }
    await output.finalize();
    await file.truncate(Math.max((await file.stat()).size, PICTURES * PICTURE_BYTES + 65_536));
  } finally {
    await file.close();
    await source?.close();
  }
  await makeHeadPlain(path);
  expect((await stat(path)).size).toBeGreaterThan(2 ** 32);
  const head = Buffer.alloc(INDEX_BYTES);
  const read = await open(path);
  await read.read(head, 0, head.length, 0);
  await read.close();
  const text = head.toString('latin1');
  expect(text).toContain('co64');
  expect(text).not.toContain('stco');
  // The box of the pictures says its length in eight bytes behind a one.
  expect(head.readUInt32BE(text.indexOf('mdat') - 4)).toBe(1);
  // Eight bytes for each picture, behind their number: the last lies beyond four gigabytes.
  const list = text.indexOf('co64') + 8;
  expect(head.readUInt32BE(list)).toBeGreaterThan(0);
  const place = head.readBigUInt64BE(list + 4 + 8 * (head.readUInt32BE(list) - 1));
  expect(Number(place)).toBeGreaterThan(2 ** 32);
  const made = await openCoded(path, { firstFrameUs: 0 });
  const last = await made?.sink.getKeyPacket(PICTURES / 25);
  await made?.close();
  expect(last?.timestamp).toBeCloseTo((PICTURES - 1) / 25, 6);
  expect(last?.data.length).toBe(PICTURE_BYTES);
  expect(Buffer.compare(last?.data.subarray(0, 64) ?? Buffer.alloc(0), begins)).toBe(0);
});
