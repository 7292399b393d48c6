/** pdf.js' own thread: it parses what nobody here wrote, and is ended with the dialog. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
