/** The thread that listens and compares, so that neither the window nor a playing lesson waits. */
import { parentPort } from 'node:worker_threads';
import { type Heard, Listener } from './heard';
import type { FromAligner, ToAligner } from './messages';
import { placeSounds } from './solve';

const port = parentPort;
if (!port) throw new Error('not started as a thread');

const listening = new Map<number, Listener>();
const heard = new Map<number, Heard>();
const answer = (message: FromAligner): void => port.postMessage(message);

port.on('message', (message: ToAligner) => {
  switch (message.type) {
    case 'listen':
      listening.set(message.sound, new Listener(message.samples));
      return;
    case 'pcm':
      listening.get(message.sound)?.add(new Int16Array(message.pcm));
      return;
    case 'heard': {
      const listener = listening.get(message.sound);
      if (listener) heard.set(message.sound, listener.done());
      listening.delete(message.sound);
      return;
    }
    case 'place': {
      const laid = message.lesson.flatMap(({ sound, offsetUs, rate }) => {
        const known = heard.get(sound);
        return known ? [{ heard: known, offsetUs, rate }] : [];
      });
      const sounds = message.sounds.flatMap((sound) => heard.get(sound) ?? []);
      const placed = placeSounds(laid, sounds, (share) => answer({ type: 'share', share }));
      answer({ type: 'placed', placed });
    }
  }
});
