/** The lesson that is open: the one document store of the page, kept by main. */
import { useStore } from 'zustand';
import { call } from '../bridge/api';
import { createDocumentStore, type DocumentState } from './document-store';

export const lessonStore = createDocumentStore({
  open: (lessonId) => call((api) => api.lessons.open({ lessonId })),
  change: (lessonId, { label, ops }) =>
    call((api) => api.lessons.change({ lessonId, label: label.slice(0, 200), ops: [...ops] })),
});

export function useLesson<T>(select: (state: DocumentState) => T): T {
  return useStore(lessonStore, select);
}
