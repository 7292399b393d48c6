import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

// Native or binary-carrying packages stay outside the bundle; everything else is bundled, so that
// ESM-only packages also load in the oldest Electron the app runs on (it cannot require() them).
const outside = [
  'electron',
  'better-sqlite3',
  'fluent-ffmpeg',
  '@ffmpeg-installer/ffmpeg',
  '@ffprobe-installer/ffprobe',
];

const renderer = resolve(__dirname, 'src/renderer');
const noSchemas = { find: /^zod$/, replacement: resolve(renderer, 'bridge/no-schemas.ts') };

/**
 * The painter's page is built by itself. In one build with the app's page, what both use (React, the
 * drawings) would become more files of the first screen and of a lesson's room.
 */
function painterPage(): Plugin {
  return {
    name: 'painter-page',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root: renderer,
        base: './',
        publicDir: false,
        logLevel: 'warn',
        plugins: [react()],
        resolve: { alias: [noSchemas] },
        build: {
          target: 'chrome130',
          minify: true,
          outDir: resolve(__dirname, 'out/renderer'),
          emptyOutDir: false,
          modulePreload: false,
          rollupOptions: { input: { paint: resolve(renderer, 'paint.html') } },
        },
      });
    },
  };
}

/**
 * What pdf.js asks for by name when a PDF needs it: letters that are not in the file, tables for Chinese,
 * Japanese and Korean, and readers of scans, those that need no WebAssembly, which our policy forbids.
 */
const PDF_PARTS = {
  standard_fonts: /\.(pfb|ttf)$/,
  cmaps: /\.bcmap$/,
  wasm: /_nowasm_fallback\.js$/,
};
const LICENCE = /^LICENSE/;

function pdfParts(): Plugin {
  const from = resolve(__dirname, 'node_modules/pdfjs-dist');
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const [folder, wanted] of Object.entries({ '.': LICENCE, ...PDF_PARTS })) {
        for (const name of readdirSync(join(from, folder))) {
          if (!wanted.test(name) && !LICENCE.test(name)) continue;
          const fileName = join('pdf', folder, name).replaceAll('\\', '/');
          this.emitFile({
            type: 'asset',
            fileName,
            source: readFileSync(join(from, folder, name)),
          });
        }
      }
    },
  };
}

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve(__dirname, 'src/main/index.ts'),
          // Threads have a program of their own.
          'align-worker': resolve(__dirname, 'src/main/media/align/worker.ts'),
          'peaks-worker': resolve(__dirname, 'src/main/media/peaks/worker.ts'),
        },
        external: outside,
        output: { format: 'cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(__dirname, 'src/main/electron/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: renderer,
    plugins: [react(), painterPage(), pdfParts()],
    resolve: {
      alias: [
        // The core build leaves out streaming formats Plenary never plays.
        { find: /^video\.js$/, replacement: 'video.js/core' },
        noSchemas,
      ],
    },
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: {
        input: { index: resolve(renderer, 'index.html') },
        // One file for the first screen: each file is asked of main, which has enough to do then.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
