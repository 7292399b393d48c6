/** The system's dialogs. Paths come in here and stay in main. */
import { type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';

export interface Dialogs {
  /** Footage to add, several at once; null when the dialog is closed without a choice. */
  chooseFiles(): Promise<string[] | null>;
  /** Where a missing file is now. */
  locateFile(name: string): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  /** Captions or a transcript. */
  chooseCaptions(): Promise<string | null>;
  /** A file of a board. */
  chooseBoard(): Promise<string | null>;
  /** A picture to show in a session, or a PDF with it. */
  choosePicture(): Promise<string | null>;
  /** A file to write to, with a name to begin with; `title` is the dialog's. */
  chooseSave(name: string, title: string): Promise<string | null>;
  /** Opens the system's file manager with the file selected. */
  showInFolder(path: string): void;
}

/** Endings offered first; everything else can be chosen too, for ffmpeg reads far more. */
const FOOTAGE =
  '3g2 3gp asf avi dv flv m2t m2ts m4a m4v mkv mod mov mp3 mp4 mpeg mpg mts mxf ogg ogv rm tod ts vob wav webm wmv'.split(
    ' ',
  );

const PAGES = 'png jpg jpeg webp pdf PNG JPG JPEG WEBP PDF'.split(' ');

export function createDialogs(window: () => BrowserWindow | null): Dialogs {
  async function ask(options: OpenDialogOptions): Promise<string[] | null> {
    const over = window();
    const { canceled, filePaths } = over
      ? await dialog.showOpenDialog(over, options)
      : await dialog.showOpenDialog(options);
    return canceled || filePaths.length === 0 ? null : filePaths;
  }
  const filters = [
    {
      name: 'Video and sound',
      extensions: [...FOOTAGE, ...FOOTAGE.map((end) => end.toUpperCase())],
    },
    { name: 'All files', extensions: ['*'] },
  ];
  return {
    chooseFiles: () =>
      ask({ title: 'Add footage', filters, properties: ['openFile', 'multiSelections'] }),
    locateFile: async (name) =>
      (await ask({ title: `Where is ${name}?`, properties: ['openFile'] }))?.[0] ?? null,
    chooseFolder: async () =>
      (
        await ask({
          title: 'Choose a folder for clips',
          buttonLabel: 'Choose',
          properties: ['openDirectory', 'createDirectory'],
        })
      )?.[0] ?? null,
    chooseCaptions: async () =>
      (
        await ask({
          title: 'Choose captions or a transcript',
          filters: [
            { name: 'Captions and transcripts', extensions: ['vtt', 'srt', 'txt'] },
            { name: 'All files', extensions: ['*'] },
          ],
          properties: ['openFile'],
        })
      )?.[0] ?? null,
    chooseBoard: async () =>
      (
        await ask({
          title: 'Choose a board',
          filters: [{ name: 'Plenary boards', extensions: ['plenary-board', 'json'] }],
          properties: ['openFile'],
        })
      )?.[0] ?? null,
    choosePicture: async () =>
      (
        await ask({
          title: 'Choose a picture or a PDF',
          filters: [
            { name: 'Pictures and PDFs', extensions: PAGES },
            { name: 'All files', extensions: ['*'] },
          ],
          properties: ['openFile'],
        })
      )?.[0] ?? null,
    async chooseSave(name, title) {
      const over = window();
      const options = { title, defaultPath: name };
      const { canceled, filePath } = over
        ? await dialog.showSaveDialog(over, options)
        : await dialog.showSaveDialog(options);
      return canceled || !filePath ? null : filePath;
    },
    showInFolder: (path) => shell.showItemInFolder(path),
  };
}
