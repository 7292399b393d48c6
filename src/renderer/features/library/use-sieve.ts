import { create } from 'zustand';
import { OPEN_SIEVE, type Sieve } from './sift';

/** What is looked for in the library; kept while the app is open, also when a lesson is visited. */
export const useSieve = create<Sieve>(() => OPEN_SIEVE);
