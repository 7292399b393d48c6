import { resolve } from 'node:path';
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
    plugins: [react(), painterPage()],
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
