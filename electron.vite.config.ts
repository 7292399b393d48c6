import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Native or binary-carrying packages stay outside the bundle; everything else is bundled, so that
// ESM-only packages also load in the oldest Electron the app runs on (it cannot require() them).
const outside = [
  'electron',
  'better-sqlite3',
  'fluent-ffmpeg',
  '@ffmpeg-installer/ffmpeg',
  '@ffprobe-installer/ffprobe',
];

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
    root: resolve(__dirname, 'src/renderer'),
    plugins: [react()],
    resolve: {
      alias: [
        // The core build leaves out streaming formats Plenary never plays.
        { find: /^video\.js$/, replacement: 'video.js/core' },
        { find: /^zod$/, replacement: resolve(__dirname, 'src/renderer/bridge/no-schemas.ts') },
      ],
    },
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: {
        input: { index: resolve(__dirname, 'src/renderer/index.html') },
        // One file for the first screen: each file is asked of main, which has enough to do then.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
