/** Coded packets on their way to ffmpeg, as an MP4 in fragments: what is not wanted is not read. */
import { type EncodedPacket, Mp4OutputFormat, Output, StreamTarget } from 'mediabunny';

/**
 * @param addTo makes the output's only track, and answers what takes its packets
 * @param fragmentS so many seconds are handed on at once; 0 for each packet by itself
 */
export async function* asMp4(
  packets: AsyncIterable<EncodedPacket>,
  addTo: (output: Output) => (packet: EncodedPacket) => Promise<void>,
  fragmentS: number,
): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const target = new StreamTarget(
    new WritableStream({ write: ({ data }) => void ready.push(Buffer.from(data)) }),
  );
  const format = new Mp4OutputFormat({
    fastStart: 'fragmented',
    minimumFragmentDuration: fragmentS,
  });
  const output = new Output({ format, target });
  const add = addTo(output);
  await output.start();
  for await (const packet of packets) {
    await add(packet);
    yield* ready.splice(0);
  }
  await output.finalize();
  yield* ready.splice(0);
}
