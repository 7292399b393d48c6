'use strict';

/**
 * The walls of the house (docs/architecture.md). `npm run layers` checks them and, so that a green
 * run means something, also that every module under src was really read.
 */
/** Anything that is not our own source: packages and Node's modules. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one idea in two files, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolves',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?(worker|url|raw|inline)' },
    },
    {
      name: 'shared-is-pure',
      comment: 'src/shared knows nothing of node, electron, react or the DOM: only zod and itself.',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: ['^src/shared', packages('zod')] },
    },
    {
      name: 'renderer-stays-a-page',
      comment: 'The page reaches main through the contract alone.',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: ['^src/main', packages('electron', 'better-sqlite3', 'fluent-ffmpeg')] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'bridge-only-shared',
      comment: 'src/renderer/bridge reads window.api and knows no feature.',
      severity: 'error',
      from: { path: '^src/renderer/bridge' },
      to: { path: '^src/renderer/(features|app|stores)' },
    },
    {
      name: 'ui-is-props-only',
      comment: 'Parts in ui know no store, no bridge and no feature.',
      severity: 'error',
      from: { path: '^src/renderer/ui' },
      to: { path: '^src/renderer/(app|bridge|features|stores)' },
    },
    {
      name: 'pictures-know-no-store',
      comment: 'src/renderer/picture shows footage and what is drawn on it, whoever asks.',
      severity: 'error',
      from: { path: '^src/renderer/picture' },
      to: { path: '^src/renderer/(app|bridge|features|stores)' },
    },
    {
      name: 'features-meet-in-stores',
      comment: 'A feature never imports another.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'stores-know-no-feature',
      severity: 'error',
      from: { path: '^src/renderer/stores' },
      to: { path: '^src/renderer/(features|app)' },
    },
    {
      name: 'main-is-no-page',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: ['^src/renderer', packages('react', 'react-dom', 'zustand')] },
    },
    {
      name: 'electron-in-one-room',
      comment: 'Only src/main/electron imports electron.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/electron' },
      to: { path: packages('electron', 'electron-log') },
    },
    {
      name: 'electron-room-is-left-to-the-root',
      comment: 'Only the composition root builds on the electron room.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/(electron|index\\.ts)' },
      to: { path: '^src/main/electron' },
    },
    {
      name: 'electron-speaks-to-services',
      comment: 'The electron room asks services; it does no SQL and runs no ffmpeg itself.',
      severity: 'error',
      from: { path: '^src/main/electron' },
      to: {
        path: [
          '^src/main/(db|media)',
          packages('better-sqlite3', 'fluent-ffmpeg', '@ffmpeg-installer', '@ffprobe-installer'),
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'services-are-use-cases',
      comment: 'No electron, SQL or ffmpeg in a use case, and no processes of its own.',
      severity: 'error',
      from: { path: '^src/main/services' },
      to: {
        path: [
          '^src/main/electron',
          packages('electron', 'better-sqlite3', 'fluent-ffmpeg'),
          '^(node:)?child_process$',
        ],
      },
    },
    {
      name: 'jobs-know-no-work',
      comment: 'The runner of long work knows nothing of what a job does.',
      severity: 'error',
      from: { path: '^src/main/jobs' },
      to: { path: '^src/main/(electron|services|media|footage|db)' },
    },
    {
      name: 'adapters-look-down',
      comment: 'media, footage and db never reach up to services.',
      severity: 'error',
      from: { path: '^src/main/(media|footage|db)' },
      to: { path: '^src/main/(electron|services|jobs)' },
    },
    {
      name: 'adapters-stand-apart',
      comment: 'media, footage and db do not know each other.',
      severity: 'error',
      from: { path: '^src/main/(media|footage|db)/' },
      to: { path: '^src/main/(media|footage|db)/', pathNot: '^src/main/$1/' },
    },
    {
      name: 'ffmpeg-through-one-file',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/media/ffmpeg\\.ts$' },
      to: { path: packages('fluent-ffmpeg') },
    },
    {
      name: 'sqlite-in-one-room',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/db' },
      to: { path: packages('better-sqlite3') },
    },
    {
      name: 'nothing-imports-the-root',
      severity: 'error',
      from: {},
      to: { path: '^src/main/index\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
