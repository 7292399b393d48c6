/**
 * The one list of everything that crosses between main and the page. Handlers, the preload's
 * `window.api` and the fakes of tests are derived from it. Only ids cross to the page, never paths.
 */
import { z } from 'zod';
import { Alignment } from '../domain/angles';
import { Board, BoardContent } from '../domain/board';
import {
  ClipAgain,
  ClipCopy,
  ClipOrder,
  ClipPreview,
  ClipPreviewed,
  ExportLook,
  ExportShown,
  Looked,
} from '../domain/clip';
import { LessonDocument, RowOp } from '../domain/document';
import { Id } from '../domain/ids';
import { JobMove, JobView } from '../domain/job';
import { FileView, NextStep, Part } from '../domain/lesson';
import {
  AddResult,
  LessonCard,
  Pick,
  RemovalPreview,
  SearchPage,
  SearchQuery,
} from '../domain/library';
import { MOST_VOICE_BYTES_AT_ONCE, NarrationEvent, Samples, Take } from '../domain/narration';
import { NarrationFile, NarrationWords } from '../domain/narration-file';
import { PackRequest } from '../domain/pack';
import { ReadCaptions } from '../domain/read-captions';
import { Day, Instant, Person } from '../domain/row';
import { SavedView } from '../domain/saved-view';
import {
  Capture,
  ChosenPdf,
  ItemCheck,
  Parked,
  Reflection,
  Session,
  SessionCard,
  SessionContent,
  SessionFile,
  WatchedAt,
} from '../domain/session';
import { SessionLeaves, SessionOutput, Together } from '../domain/session-record';
import { RunCommand, RunPicture, RunView } from '../domain/session-run';
import { StarterView } from '../domain/session-starter';
import { Settings } from '../domain/settings';
import { Tiles, TileWant } from '../domain/thumbs';
import { LessonUs, Us } from '../domain/time';
import { MOST_CHUNK_BYTES, VoiceNote } from '../domain/voice';

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { type: 'call', input, output } as const;
}
function event<P extends z.ZodType>(payload: P) {
  return { type: 'event', payload } as const;
}

const none = z.undefined();
const nothing = z.void();

const Ranges = z.array(z.object({ startUs: z.number(), endUs: z.number() }));

/** What is told to the person once, after start: recovered from a backup, older runtime, and such. */
export const Notice = z.object({ id: z.string(), text: z.string() });
export type Notice = z.infer<typeof Notice>;

export const Snapshot = z.object({
  version: z.string(),
  me: Person.nullable(),
  settings: Settings,
  people: z.array(Person),
  boards: z.array(Board),
  views: z.array(SavedView),
  lessons: z.array(LessonCard),
  jobs: z.array(JobView),
  jobsPaused: z.boolean(),
  notices: z.array(Notice),
  /** Files given on the command line and not yet asked about. */
  offered: z.array(Pick),
  /** A lesson to open at once, when one file was given on the command line. */
  openLessonId: Id.nullable(),
  /** Where the library is, to show; never sent back. */
  libraryFolder: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** A session with everything that was said and done in it. */
export const SessionDocument = z.object({
  session: Session,
  captures: z.array(Capture),
  parked: z.array(Parked),
  nextSteps: z.array(NextStep),
  /** Of whoever sits at this machine, for them alone. */
  reflections: z.array(Reflection),
  files: z.array(SessionFile),
  run: RunView,
});
export type SessionDocument = z.infer<typeof SessionDocument>;

/** The displays of this machine, and where the room's screen is shown. */
export const SessionScreens = z.object({
  displays: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      /** The console is on it. */
      console: z.boolean(),
    }),
  ),
  /** The display it fills; `window` for a window of its own; null while the room sees the console's. */
  shownOn: z.string().nullable(),
  /** The display it filled was unplugged. It is back as soon as that is plugged in again. */
  unplugged: z.boolean(),
});
export type SessionScreens = z.infer<typeof SessionScreens>;

/** A next step with the session it was agreed in. */
export const SessionStep = z.object({ step: NextStep, sessionTitle: z.string() });
export type SessionStep = z.infer<typeof SessionStep>;

export const contract = {
  app: {
    /** Everything the first screen needs, in one message. */
    snapshot: call(none, Snapshot),
    noticeRead: call(z.object({ id: z.string() }), nothing),
    noticed: event(Notice),
    /** Main asks the page to open a lesson: a file was opened with the app. */
    lessonAsked: event(z.object({ lessonId: Id })),
    /** The machine goes to sleep in a moment: what runs in time ends itself. */
    sleeping: event(z.object({})),
  },
  people: {
    /** First start: what we should call you. Makes the person and sets them as `me`. */
    introduce: call(z.object({ name: z.string().trim().min(1).max(80) }), Person),
    /** Someone else whose moments are a layer of their own; `settings.meId` says who is marking. */
    add: call(z.object({ name: z.string().trim().min(1).max(80) }), Person),
  },
  boards: {
    /** Makes a board (no id) or changes one. */
    save: call(z.object({ id: Id.nullable(), content: BoardContent }), Board),
    /** Takes a board away, or only puts it away (`hidden`) when moments use its kinds. */
    remove: call(z.object({ boardId: Id }), z.array(Board)),
    /** The boards that come with Plenary to begin from. */
    starters: call(none, z.array(BoardContent)),
    /** Reads a board from a file a person chooses; null when the dialog is closed. */
    importFile: call(none, Board.nullable()),
    /** Writes a board to where a person chooses; false when the dialog is closed. */
    exportFile: call(z.object({ boardId: Id }), z.boolean()),
  },
  views: {
    /** Keeps a filter under a name: a new one (no id), or one that is changed. */
    save: call(
      z.object({ id: Id.nullable(), name: SavedView.shape.name, filter: SavedView.shape.filter }),
      SavedView,
    ),
    remove: call(z.object({ viewId: Id }), nothing),
  },
  settings: {
    change: call(Settings.partial(), Settings),
  },
  footage: {
    /** Opens the system's dialog; null when it is closed without a choice. */
    choose: call(none, Pick.nullable()),
    /** Adds the picked files: as one lesson whose parts are in this order, or each as a lesson. */
    add: call(
      z.object({
        pickId: Id,
        as: z.enum(['parts', 'separate']),
        /** Indexes into the pick's files; all of them in the pick's order when left out. */
        order: z.array(z.number().int().min(0)).optional(),
      }),
      AddResult,
    ),
    letGo: call(z.object({ pickId: Id }), nothing),
    /**
     * Registers the picked files with a lesson and answers a part for each, not yet placed: the
     * page places them with `arrangeParts` as one undoable change. The angle may be one that the
     * page is about to make in that change.
     */
    register: call(
      z.object({ pickId: Id, lessonId: Id, angleId: Id }),
      z.object({ parts: z.array(Part), files: z.array(FileView), result: AddResult }),
    ),
    /** Points a missing file to where it is now, through the system's dialog; null when closed. */
    locate: call(z.object({ fileId: Id }), FileView.nullable()),
    /** The page could not play the file as it is: from now on it is watched through a copy. */
    notPlayable: call(z.object({ fileId: Id, reason: z.string().max(200) }), FileView),
    /**
     * Someone looks at this place of a part, and any frame around it is to be had at once. Where the
     * file itself has few keyframes a review copy is made from there outward. Answers the stretches
     * of a copy with many keyframes that are made, in part time; more are told as they come.
     */
    frequent: call(z.object({ partId: Id, partUs: Us }), Ranges),
    /** The same stretches as they are now; nothing is begun. */
    made: call(z.object({ partId: Id }), Ranges),
    /** The lesson's room is left: no more of its review copies is made. */
    left: call(none, nothing),
    /** Several files were given from outside: ask once whether they are parts or lessons. */
    offered: event(Pick),
    fileChanged: event(FileView),
    /** Which stretches of a part's playable copy or review copy are made, in part time. */
    playableChanged: event(
      z.object({
        partId: Id,
        made: Ranges,
        share: z.number().min(0).max(1),
      }),
    ),
    /**
     * Which tiles of the strip are wanted now, the most urgent first. Replaces what was wanted
     * before. Answers those of them that are made; the others are told of as they come.
     */
    wantTiles: call(
      z.object({ wants: z.array(TileWant).max(64) }),
      z.object({ made: z.array(Tiles) }),
    ),
    tilesMade: event(Tiles),
    /** More of a part's sound peaks can be fetched; `whole` when there will be no more. */
    peaksChanged: event(z.object({ partId: Id, whole: z.boolean() })),
  },
  lessons: {
    open: call(z.object({ lessonId: Id }), LessonDocument),
    /** Applies an edit in one transaction; answers only when it is on disk. */
    change: call(
      z.object({
        lessonId: Id,
        label: z.string().max(200),
        ops: z.array(RowOp).min(1).max(200_000),
      }),
      z.object({ savedAt: Instant }),
    ),
    /** A lesson that is noticed live, with no footage yet: its clock runs from now. */
    beginLive: call(none, z.object({ lessonId: Id })),
    /** Adds the made lesson, or answers the one that is there. */
    addMade: call(none, z.object({ lessonId: Id })),
    removal: call(z.object({ lessonId: Id }), RemovalPreview),
    /** Not undoable. The title must be typed as it stands, except for the made lesson. */
    remove: call(
      z.object({
        lessonId: Id,
        title: z.string(),
        originalsToo: z.boolean(),
        receipt: z.boolean(),
      }),
      z.object({ receiptKept: z.boolean(), leftovers: z.array(z.string()) }),
    ),
    changed: event(LessonCard),
    removed: event(z.object({ lessonId: Id })),
  },
  search: {
    /** A page of what holds the words: lessons, then moments, replies and captions. */
    find: call(SearchQuery, SearchPage),
  },
  /** Voice notes: recorded by the page, kept by main; only ids are spoken of. */
  voices: {
    begin: call(z.object({ lessonId: Id }), z.object({ voiceId: Id })),
    /** The next bytes of the recording, in order. */
    append: call(
      z.object({
        voiceId: Id,
        bytes: z
          .instanceof(Uint8Array)
          .refine(({ length }) => length > 0 && length <= MOST_CHUNK_BYTES, 'too large'),
      }),
      nothing,
    ),
    /** The recording is over: answers once it is whole and on disk. */
    finish: call(z.object({ voiceId: Id }), VoiceNote),
    /** It is not wanted, or not any more. */
    cancel: call(z.object({ voiceId: Id }), nothing),
  },
  /**
   * Narrations are rows of the lesson's document; what is recorded for them comes this way.
   */
  narrations: {
    /** Begins a take of a narration that is on disk. */
    begin: call(
      z.object({
        narrationId: Id,
        voiced: z.boolean(),
        /** The stretch that it takes the place of, should it be cut off; null for its end. */
        place: z.object({ from: Samples, to: Samples }).nullable(),
      }),
      z.object({ takeId: Id }),
    ),
    /**
     * What came since: the voice as whole samples of 16 bits, or how many passed without one, and the
     * events, whose times are samples of the take. Answers once it is on disk; what failed may be
     * sent again.
     */
    append: call(
      z.object({
        takeId: Id,
        voice: z.union([
          z
            .instanceof(Uint8Array)
            .refine(({ length }) => length % 2 === 0 && length <= MOST_VOICE_BYTES_AT_ONCE),
          Samples,
        ]),
        events: z.array(NarrationEvent).max(10_000),
      }),
      nothing,
    ),
    /** It is over: from now on a stretch of the narration may be of it. */
    finish: call(z.object({ takeId: Id }), Take),
    /** It is not wanted. */
    cancel: call(z.object({ takeId: Id }), nothing),
    /** What was recorded for a narration. Its voice is at `voice://narration/` by its id. */
    open: call(z.object({ narrationId: Id }), z.object({ takes: z.array(Take) })),
    /** The shape of a take's voice, for `decodePeaks`; null where it has none. */
    levels: call(z.object({ takeId: Id }), z.instanceof(Uint8Array).nullable()),
    /** The gains that bring its voices to one loudness (EBU R128); none for what is silent. */
    loudness: call(
      z.object({ narrationId: Id }),
      z.object({ gains: z.array(z.object({ takeId: Id, gainDb: z.number() })) }),
    ),
    /**
     * Starts the job that makes a file of a narration. Existing names are never overwritten but
     * numbered. Fails with `not-allowed` for a private one unless that is said to be known, and with
     * `look-first` for a film that is to be looked through and was not, or not as it is now.
     */
    export: call(
      z.object({
        narrationId: Id,
        folderId: Id,
        name: z.string().trim().min(1).max(120),
        file: NarrationFile,
        words: NarrationWords,
        knowingly: z.boolean(),
        looked: Looked.optional(),
      }),
      z.object({ jobId: Id }),
    ),
  },
  angles: {
    /**
     * Finds where an angle's parts lie by what they share of sound with the first angle's: a job
     * that can be watched and cancelled, answered when it is over. Nothing is changed by it.
     */
    align: call(z.object({ lessonId: Id, angleId: Id }), Alignment),
  },
  captions: {
    /** Reads captions or a transcript from a file a person chooses; null when it is closed. */
    choose: call(none, ReadCaptions.nullable()),
  },
  clips: {
    /** Opens the system's dialog; the page knows the folder by id and name only. */
    chooseFolder: call(
      none,
      z.object({ folderId: Id, name: z.string(), cloud: z.boolean() }).nullable(),
    ),
    /** The folder used last, when it is still there. */
    lastFolder: call(
      none,
      z.object({ folderId: Id, name: z.string(), cloud: z.boolean() }).nullable(),
    ),
    /**
     * Starts one job a clip, or one for a reel of all of them in their order. Existing names are never
     * overwritten but numbered. Fails with `look-first` when it is to be looked through and was not, or
     * not as the lesson is now.
     */
    export: call(
      ClipOrder.extend({ folderId: Id, looked: Looked.optional() }),
      z.object({ jobIds: z.array(Id) }),
    ),
    /**
     * An order, a narration's film, or what a job was asked for, to be looked through before it is exported: its pictures are
     * made small, at `footage://preview/` by their numbers, around the frame in hand and ahead of it. One
     * at a time; another takes its place. Fails with `cancelled` when it is over before it has begun.
     */
    preview: call(
      z.union([ClipOrder, z.object({ jobId: Id }), z.object({ narrationId: Id })]),
      ClipPreview,
    ),
    /** Which frame is in hand. */
    previewAt: call(z.object({ previewId: Id, frame: z.number().int().min(0) }), nothing),
    /** Nobody looks any more: all its pictures go. */
    previewOver: call(none, nothing),
    previewed: event(ClipPreviewed),
    /** The newest first. A line of a lesson that was removed has neither its title nor a file name. */
    log: call(none, z.array(ExportShown)),
    /**
     * Looks for the files of these lines; those without a name are left out of the answer. For lines
     * that are in view pictures are made from now on, the first first, and of no others.
     */
    look: call(
      z.object({ exportIds: z.array(Id).max(200), inView: z.boolean() }),
      z.array(ExportLook),
    ),
    /** Everything that was exported of these lessons, the newest first. */
    copies: call(z.object({ lessonIds: z.array(Id).min(1).max(10_000) }), z.array(ClipCopy)),
    /** Fails with `not-found` when its lesson is gone, `nothing-there` when its footage is. */
    again: call(z.object({ exportId: Id }), ClipAgain),
    showInFolder: call(z.object({ exportId: Id }), nothing),
    /** A picture of an exported clip was made. */
    pictured: event(z.object({ exportId: Id })),
  },
  packs: {
    /**
     * Starts the job that makes a discussion pack: a folder of the pack's title, numbered when that name
     * is taken, in a folder that was chosen for clips. Looked through as clips are.
     */
    make: call(
      PackRequest.extend({
        ...{ lessonId: Id, folderId: Id, angleId: Id.optional() },
        looked: Looked.optional(),
      }),
      z.object({ jobId: Id }),
    ),
  },
  /**
   * Sessions: planned, presented, and what was said in them. While one is presented main alone has its
   * clock and its state; every window is told of each change and shows it.
   */
  sessions: {
    list: call(none, z.array(SessionCard)),
    /** The starting points that come with Plenary. */
    starters: call(none, z.array(StarterView)),
    /** A new session: empty, from a starting point, or a past one planned again. */
    create: call(
      z.discriminatedUnion('from', [
        z.object({ from: z.literal('empty'), title: SessionContent.shape.title }),
        z.object({
          ...{ from: z.literal('starter'), starterId: z.string().max(60) },
          title: SessionContent.shape.title,
        }),
        z.object({
          ...{ from: z.literal('session'), sessionId: Id },
          title: SessionContent.shape.title,
        }),
      ]),
      Session,
    ),
    open: call(z.object({ sessionId: Id }), SessionDocument),
    /** Keeps the plan as it is now; answers once it is on disk. */
    change: call(z.object({ sessionId: Id, content: SessionContent }), Session),
    /** Takes it away with everything said in it. Not undoable. */
    remove: call(z.object({ sessionId: Id }), nothing),
    /** What the room said. A new one (no id), or one that is written on; empty text takes it away. */
    capture: call(
      z.object({
        ...{ id: Id.nullable(), sessionId: Id, itemId: Id },
        ...{ groupName: Capture.shape.groupName, text: Capture.shape.text },
        watched: WatchedAt.nullable(),
      }),
      Capture.nullable(),
    ),
    park: call(
      z.object({
        ...{ id: Id.nullable(), sessionId: Id, itemId: Id.nullable() },
        ...{ text: Parked.shape.text, done: z.boolean() },
      }),
      Parked.nullable(),
    ),
    /** For oneself alone. */
    reflect: call(
      z.object({ sessionId: Id, itemId: Id, text: Reflection.shape.text }),
      Reflection.nullable(),
    ),
    /** A next step. A new one (no id), or one that is changed; empty text takes it away. */
    step: call(
      z.object({
        ...{ id: Id.nullable(), sessionId: Id },
        ...{ who: NextStep.shape.who, text: z.string().max(2_000) },
        ...{ className: NextStep.shape.className, lookAgainOn: NextStep.shape.lookAgainOn },
        doneOn: NextStep.shape.doneOn,
      }),
      NextStep.nullable(),
    ),
    /** Open next steps of sessions: those that are due by this day, or all of them. */
    steps: call(z.object({ dueOn: Day.nullable() }), z.array(SessionStep)),
    /**
     * Keeps a picture that a person chooses with the session; null when the dialog is closed. Of a PDF
     * nothing is kept yet: the page reads it at `footage://pdf/` and draws what is to be kept.
     */
    addFile: call(
      z.object({ sessionId: Id }),
      z.discriminatedUnion('type', [SessionFile, ChosenPdf]).nullable(),
    ),
    /** Keeps a picture that the page has made: a page of a PDF. */
    keepPicture: call(
      z.object({
        ...{ sessionId: Id, name: SessionFile.shape.name },
        bytes: z
          .instanceof(Uint8Array)
          .refine(({ length }) => length > 0 && length <= 60_000_000, 'too large'),
      }),
      SessionFile,
    ),
    /** Whether everything that is to be shown is there and plays: its first frames are decoded. */
    check: call(z.object({ sessionId: Id }), z.array(ItemCheck)),
    /** Begins presenting, or goes on where it was. One session at a time. */
    present: call(z.object({ sessionId: Id, fromItemId: Id.nullable() }), RunView),
    /** Stops it, to go on another day (`stopped`), or for good (`ended`). */
    leave: call(z.object({ sessionId: Id, as: z.enum(['stopped', 'ended']) }), RunView),
    command: call(z.object({ sessionId: Id, command: RunCommand }), RunView),
    /** From the window that plays: where its footage is. */
    report: call(
      z.object({
        ...{ sessionId: Id, turn: RunPicture.shape.turn },
        ...{ atUs: RunPicture.shape.atUs, over: z.boolean() },
      }),
      nothing,
    ),
    /** The session that is being presented; null for none. */
    running: call(none, RunView.nullable()),
    /**
     * Marks a moment that came up in talk in the lesson that was watched. `atUs` is from the beginning of
     * what was watched, as `WatchedAt` has it; answers where in the lesson that is.
     */
    mark: call(
      z.object({
        ...{ sessionId: Id, itemId: Id, atUs: LessonUs },
        note: z.string().max(2_000),
      }),
      z.object({ momentId: Id, startUs: LessonUs }),
    ),
    /** How long an exported file is: titles, pauses and slower speeds are in no line of the log. */
    filmLength: call(z.object({ exportId: Id }), z.object({ durationUs: LessonUs })),
    /** Where the room's screen is and could be. */
    screens: call(none, SessionScreens),
    /**
     * Shows the room's screen: on the display it was on last or the one that the console is not on
     * (`auto`), on another, in a window of its own (`window`), or in the console's (null).
     */
    showRoom: call(
      z.object({
        on: z.union([z.literal('auto'), z.literal('window'), z.string().max(40)]).nullable(),
      }),
      SessionScreens,
    ),
    /** What a session leaves could be made of: who for, which days, which pictures and what is said of them. */
    leaves: call(z.object({ sessionId: Id }), SessionLeaves),
    /**
     * Starts the job that makes something of a session for people to keep, in a folder that was chosen
     * for clips. Names that are taken are numbered.
     */
    makeOutput: call(
      z.object({ sessionId: Id, folderId: Id, output: SessionOutput }),
      z.object({ jobId: Id }),
    ),
    /** What was done together in all sessions that were held. */
    together: call(none, Together),
    changed: event(SessionCard),
    removed: event(z.object({ sessionId: Id })),
    screensChanged: event(SessionScreens),
    /** The plan was changed: windows that present it show it as it is now. */
    planned: event(Session),
    /** How it is now; also sent twice a second while it runs. */
    ran: event(RunView),
  },
  jobs: {
    cancel: call(z.object({ jobId: Id }), nothing),
    /** Clears what is over from the list. */
    clear: call(none, nothing),
    showInFolder: call(z.object({ jobId: Id }), nothing),
    /** Moves a waiting job one place. */
    move: call(z.object({ jobId: Id, where: JobMove }), nothing),
    /** Holds all jobs, or lets them go on. */
    pause: call(z.object({ paused: z.boolean() }), nothing),
    /** Starts the same work anew, checked again; the old job leaves the list. */
    retry: call(z.object({ jobId: Id, looked: Looked.optional() }), nothing),
    /** Forgets one job that is over. */
    discard: call(z.object({ jobId: Id }), nothing),
    changed: event(JobView),
    paused: event(z.object({ paused: z.boolean() })),
    /** Every job's id, in the new order. */
    ordered: event(z.object({ jobIds: z.array(Id) })),
    cleared: event(z.object({ jobIds: z.array(Id) })),
  },
} as const;

export type Contract = typeof contract;
