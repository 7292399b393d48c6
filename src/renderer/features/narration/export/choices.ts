/** What a narration can be handed on as, in words. Pure. */
import type { NarrationFile, NarrationWords } from '../../../../shared/domain/narration-file';

export const FILES: readonly { id: NarrationFile; name: string }[] = [
  { id: 'exact', name: 'Film (same quality)' },
  { id: 'sharing', name: 'Film for sharing (smaller)' },
  { id: 'sound', name: 'Sound only' },
  { id: 'words', name: 'Transcript with times' },
];

export const WORDS: readonly { id: NarrationWords; name: string }[] = [
  { id: 'picture', name: 'On the picture' },
  { id: 'track', name: 'In the film, to show or hide' },
  { id: 'file', name: 'In a file beside it' },
  { id: 'none', name: 'None' },
];

const WHAT: Record<NarrationFile, string> = {
  exact:
    'A film that plays anywhere, just as the room sees it: the picture, what is drawn, the voice, and the lesson under it. What is marked to be hidden is hidden.',
  sharing:
    'A smaller film that plays anywhere, just as the room sees it. What is marked to be hidden is hidden.',
  sound: 'The voice, with the lesson under it as in the narration.',
  words: 'What is said, with its times: a text to read, and captions beside it.',
};

export const whatWords = (file: NarrationFile): string => WHAT[file];

export const isFilm = (file: NarrationFile): boolean => file === 'exact' || file === 'sharing';
