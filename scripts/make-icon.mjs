// Makes resources/icon.png: the half-disc in chalk on ink. Kept in the repository; run to change it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './setup/paths.mjs';

const SIZE = 512;
/** Samples a pixel each way, so that edges are smooth. */
const FINE = 6;
const INK_TOP = [0x26, 0x2b, 0x34];
const INK_BOTTOM = [0x10, 0x12, 0x16];
const CHALK = [0xf2, 0xc1, 0x4e];
const TILE = { inset: 24, radius: 104 };
const DISC = { x: 190, y: 256, radius: 150 };

function inTile(x, y) {
  const dx = Math.max(TILE.inset + TILE.radius - x, x - (SIZE - TILE.inset - TILE.radius), 0);
  const dy = Math.max(TILE.inset + TILE.radius - y, y - (SIZE - TILE.inset - TILE.radius), 0);
  return Math.hypot(dx, dy) <= TILE.radius;
}

const inHalfDisc = (x, y) => x >= DISC.x && Math.hypot(x - DISC.x, y - DISC.y) <= DISC.radius;

/** Red, green, blue and opacity of a pixel. */
function pixel(column, line) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < FINE * FINE; i += 1) {
    const x = column + ((i % FINE) + 0.5) / FINE;
    const y = line + (Math.floor(i / FINE) + 0.5) / FINE;
    if (!inTile(x, y)) continue;
    covered += 1;
    const ink = INK_TOP.map((top, c) => top + ((INK_BOTTOM[c] - top) * y) / SIZE);
    const colour = inHalfDisc(x, y) ? CHALK : ink;
    for (let c = 0; c < 3; c += 1) sum[c] += colour[c];
  }
  const opacity = Math.round((covered / (FINE * FINE)) * 255);
  return [...sum.map((value) => (covered ? Math.round(value / covered) : 0)), opacity];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function png() {
  const lines = Buffer.alloc(SIZE * (1 + SIZE * 4));
  for (let line = 0; line < SIZE; line += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      lines.set(pixel(column, line), line * (1 + SIZE * 4) + 1 + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

writeFileSync(join(root, 'resources', 'icon.png'), png());
