/** What is in a PDF of Chromium's, as far as the tests ask: its pages, its marks, its words. */
import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  pages: number;
  /** Points of the first page. */
  size: { width: number; height: number };
  tagged: boolean;
  language: string;
  /** Every letter in order, without spaces: a PDF holds places and not words. */
  text: string;
}

interface Thing {
  head: string;
  stream: string;
}

function thingsIn(pdf: Buffer): Map<string, Thing> {
  const all = pdf.toString('latin1');
  const things = new Map<string, Thing>();
  for (const match of all.matchAll(/(?:^|\n)(\d+) 0 obj\s*([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const at = body.indexOf('stream\n');
    if (at < 0) {
      things.set(id, { head: body, stream: '' });
      continue;
    }
    const head = body.slice(0, at);
    const raw = body.slice(at + 'stream\n'.length, body.lastIndexOf('\nendstream'));
    const packed = head.includes('/FlateDecode') && !head.includes('/Image');
    const bytes = Buffer.from(raw, 'latin1');
    things.set(id, { head, stream: packed ? inflateSync(bytes).toString('latin1') : '' });
  }
  return things;
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Which letters a font's glyphs stand for. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      letters.set(Number.parseInt(glyph, 16), fromHex(text));
    }
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', text = ''] of block.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    )) {
      const first = Number.parseInt(from, 16);
      for (let glyph = first; glyph <= Number.parseInt(to, 16); glyph++) {
        letters.set(glyph, String.fromCodePoint(Number.parseInt(text, 16) + glyph - first));
      }
    }
  }
  return letters;
}

export function readPdf(pdf: Buffer): ReadPdf {
  const things = thingsIn(pdf);
  const heads = [...things.values()].map(({ head }) => head);
  const pages = heads.filter((head) => /\/Type\s*\/Page\b/.test(head));
  const [, width = '0', height = '0'] =
    /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pages[0] ?? '') ?? [];
  const root = heads.find((head) => /\/Type\s*\/Catalog/.test(head)) ?? '';
  let text = '';
  for (const page of pages) {
    const fonts = new Map<string, Map<number, string>>();
    const own = /\/Font\s*<<([^>]*)>>/.exec(page)?.[1] ?? '';
    for (const [, name = '', id = ''] of own.matchAll(/\/(\w+)\s+(\d+)\s+0\s+R/g)) {
      const map = /\/ToUnicode\s+(\d+)/.exec(things.get(id)?.head ?? '')?.[1] ?? '';
      fonts.set(name, lettersOf(things.get(map)?.stream ?? ''));
    }
    const content = things.get(/\/Contents\s+(\d+)/.exec(page)?.[1] ?? '')?.stream ?? '';
    let font = new Map<number, string>();
    for (const [, name, hex] of content.matchAll(/\/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name !== undefined) font = fonts.get(name) ?? font;
      for (const [glyph] of (hex ?? '').matchAll(/.{4}/g)) {
        text += font.get(Number.parseInt(glyph, 16)) ?? '';
      }
    }
  }
  return {
    pages: pages.length,
    size: { width: Math.round(Number(width)), height: Math.round(Number(height)) },
    tagged: /\/MarkInfo\s*<<[^>]*\/Marked true/.test(root) && root.includes('/StructTreeRoot'),
    language: /\/Lang\s*\(([^)]*)\)/.exec(root)?.[1] ?? '',
    text: text.replace(/\s/g, ''),
  };
}
