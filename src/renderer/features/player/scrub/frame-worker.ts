/** The decoding worker as the player sees it: made when first needed, gone with the room. */
import type { Id } from '../../../../shared/domain/ids';
import type { FromWorker, PartToOpen, ToWorker, Wish } from './messages';

export interface FrameWorkerEvents {
  opened: (partId: Id, able: boolean, wantsCopy: boolean) => void;
  frame: (message: Extract<FromWorker, { type: 'frame' }>) => void;
  closed: (partId: Id) => void;
  unable: (turn: number) => void;
  /** The worker has failed as a whole. */
  failed: () => void;
}

export class FrameWorker {
  readonly #events: FrameWorkerEvents;
  #worker: Worker | null = null;
  #gone = false;

  constructor(events: FrameWorkerEvents) {
    this.#events = events;
  }

  open(part: PartToOpen): void {
    this.#say({ type: 'open', part });
  }

  close(partId: Id): void {
    if (this.#worker) this.#say({ type: 'close', partId });
  }

  wish(wish: Wish): void {
    this.#say({ type: 'wish', wish });
  }

  made(partId: Id, made: Extract<ToWorker, { type: 'made' }>['made']): void {
    if (this.#worker) this.#say({ type: 'made', partId, made });
  }

  idle(): void {
    if (this.#worker) this.#say({ type: 'idle' });
  }

  rest(): void {
    if (this.#worker) this.#say({ type: 'rest' });
  }

  /** Ends the worker; decoders and frames go with it. */
  dispose(): void {
    this.#gone = true;
    this.#worker?.terminate();
    this.#worker = null;
  }

  #say(message: ToWorker): void {
    if (this.#gone) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (this.#gone) return;
      if (data.type === 'opened') {
        this.#events.opened(data.partId, data.able, data.wantsCopy);
      } else if (data.type === 'unable') this.#events.unable(data.turn);
      else if (data.type === 'closed') this.#events.closed(data.partId);
      else this.#events.frame(data);
    });
    worker.addEventListener('error', () => this.#events.failed());
    return worker;
  }
}
