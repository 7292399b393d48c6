/** What went wrong and what to do next, in a teacher's words. Main's own message is for the log. */
import { AppError, type ErrorView } from '../../shared/errors';
import { formatBytes } from '../ui/bytes';

export interface Said {
  /** What happened, naming the file where there is one. */
  sentence: string;
  /** What the person can do now. */
  next: string;
}

function named(view: ErrorView, otherwise: string): string {
  const { name } = view.details;
  return typeof name === 'string' && name !== '' ? `“${name}”` : otherwise;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function roomWords(need: number, left: number): string {
  return `This needs about ${formatBytes(need)}; there are ${formatBytes(left)} left on that disk.`;
}

/** Why a picture or a PDF cannot be shown to a room. */
function sayPage(file: string, why: unknown): Said {
  switch (why) {
    case 'locked':
      return {
        sentence: `${capital(file)} opens only with a password.`,
        next: 'Save or print a copy of it without the password, then choose that.',
      };
    case 'empty':
      return { sentence: `${capital(file)} has no pages.`, next: 'Choose another file.' };
    case 'too-large':
      return {
        sentence: `${capital(file)} is larger than Plenary can open here.`,
        next: 'Save the page that you need as a file of its own, then choose that.',
      };
    case 'broken':
      return {
        sentence: `${capital(file)} is damaged, or is not quite a PDF.`,
        next: 'Open it in another program and print the page to a new PDF, then choose that.',
      };
    default:
      return {
        sentence: `${capital(file)} is neither a picture nor a PDF that can be shown.`,
        next: 'Choose a picture (PNG, JPEG or WebP) or a PDF.',
      };
  }
}

/** A sentence and a next step for an error; null for a cancelled piece of work, which is none. */
export function sayError(view: ErrorView): Said | null {
  const file = named(view, 'the file');
  const folder = named(view, 'the folder');
  switch (view.code) {
    case 'cancelled':
      return null;
    case 'file-missing':
      return {
        sentence: `${capital(file)} is not where it was.`,
        next: 'Plug in the drive it is on, or point to where it is now.',
      };
    case 'file-unreadable':
      return {
        sentence: `${capital(file)} cannot be read as footage.`,
        next: 'Copy it from the camera or phone again; if it still fails, it was probably damaged while recording.',
      };
    case 'page-unreadable':
      return sayPage(file, view.details['why']);
    case 'file-different':
      return {
        sentence: `${capital(file)} is not the file that was added.`,
        next: 'Choose the same recording: its name may have changed, its content may not.',
      };
    case 'file-denied':
      return {
        sentence: `This computer does not let Plenary read ${file}.`,
        next: 'Copy it to a folder of your own, or ask whoever looks after the computer.',
      };
    case 'folder-missing':
      return {
        sentence: `${capital(folder)} is no longer there.`,
        next: 'Choose another folder and try again.',
      };
    case 'folder-denied':
      return {
        sentence: `This computer does not let Plenary save into ${folder}.`,
        next: 'Choose a folder of your own, such as Videos or Documents.',
      };
    case 'disk-full':
      if (typeof view.details['needBytes'] === 'number') {
        return {
          sentence: roomWords(view.details['needBytes'], Number(view.details['leftBytes'])),
          next: 'Free some room or choose another disk, then try again. Nothing was begun.',
        };
      }
      return {
        sentence: `There is not enough room on the disk for ${file}.`,
        next: 'Free some room or choose another disk, then try again. Nothing half-made was left behind.',
      };
    case 'name-invalid':
      return {
        sentence: `${capital(named(view, 'that name'))} cannot be used as a file name.`,
        next: 'Use a shorter name of letters, numbers and spaces.',
      };
    case 'ffmpeg-missing':
      return {
        sentence: 'The part of Plenary that reads footage is not where it should be.',
        next: 'Install Plenary again. Your lessons and moments stay as they are.',
      };
    case 'ffmpeg-failed':
      return {
        sentence: `Something in ${file} could not be worked with.`,
        next: 'Try again; if it fails at the same place, the recording is damaged there.',
      };
    case 'paint-failed':
      return {
        sentence: 'The words or drawings for the clip could not be drawn.',
        next: 'Try again; if it fails again, close other programs or start Plenary again.',
      };
    case 'print-failed':
      return {
        sentence: 'The handout could not be made.',
        next: 'Try again, or make the pack without a handout.',
      };
    case 'not-found':
      return {
        sentence: 'That is no longer in the library.',
        next: 'Go back to your lessons and open it again.',
      };
    case 'title-mismatch':
      return {
        sentence: 'The title you typed is not this lesson’s title.',
        next: 'Type it exactly as it stands.',
      };
    case 'stale':
      return {
        sentence: 'This was changed elsewhere a moment ago, so your last change was not saved.',
        next: 'Look at how it stands now and make the change again.',
      };
    case 'look-first':
      return {
        sentence: `${capital(named(view, 'it'))} has not been looked through as the lesson is now.`,
        next: 'Try again: you are shown every picture before it is exported.',
      };
    case 'nothing-there':
      if (view.details['gone'] === true) {
        return {
          sentence: 'The footage that was chosen is no longer in the lesson.',
          next: 'Open the lesson and choose what to export.',
        };
      }
      return {
        sentence: 'There is no footage in that stretch.',
        next: 'Choose a stretch that has a picture.',
      };
    case 'other-version':
      return {
        sentence: 'This was asked for by another version of Plenary.',
        next: 'Open the lesson and export it again.',
      };
    case 'invalid':
      return {
        sentence: 'Plenary could not make sense of that.',
        next: 'Check what you typed and try again.',
      };
    case 'not-allowed':
      return {
        sentence: 'Plenary does not do that.',
        next: 'Go back to your lessons and try another way.',
      };
    case 'database':
      return {
        sentence: 'The library could not be written to, so your last change is not saved.',
        next: 'Check that the disk is not full, then start Plenary again.',
      };
    case 'unknown':
      return {
        sentence: 'Something went wrong that Plenary did not expect.',
        next: 'Try again; if it keeps happening, start Plenary again. What was saved is safe.',
      };
  }
}

/** The same for anything that was thrown. */
/** True when what was asked for waits for someone to look through it. */
export function asksToLook(thrown: unknown): boolean {
  return AppError.from(thrown).code === 'look-first';
}

export function sayThrown(thrown: unknown): Said | null {
  return sayError(AppError.from(thrown).view());
}
