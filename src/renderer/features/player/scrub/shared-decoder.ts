/**
 * The one decoder of a part, which its runs use one after the other. A new one for each would cost
 * more than a small frame does, and each holds pictures of its own.
 */
export interface DecoderUser {
  output(frame: VideoFrame): void;
  error(): void;
  /** It has taken a coded frame. */
  dequeued(): void;
  /** True when every coded frame it gave has come out. */
  isEven(): boolean;
}

function bytesOf(buffer: AllowSharedBufferSource | undefined): Uint8Array {
  if (!buffer) return new Uint8Array();
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
}

/** Whether a decoder that was told the one can go on as it is with the other. */
function isSame(a: VideoDecoderConfig, b: VideoDecoderConfig): boolean {
  const [mine, theirs] = [bytesOf(a.description), bytesOf(b.description)];
  return (
    a.codec === b.codec &&
    a.codedWidth === b.codedWidth &&
    a.codedHeight === b.codedHeight &&
    a.optimizeForLatency === b.optimizeForLatency &&
    mine.length === theirs.length &&
    mine.every((byte, at) => byte === theirs[at])
  );
}

export class SharedDecoder {
  #decoder: VideoDecoder | null = null;
  #config: VideoDecoderConfig | null = null;
  #user: DecoderUser | null = null;

  /** For a run that begins with a keyframe. Whoever had it before hears no more of it. */
  begin(config: VideoDecoderConfig, user: DecoderUser): VideoDecoder {
    if (this.#user) this.end(this.#user);
    const decoder = this.#open();
    this.#user = user;
    const goesOn = decoder.state === 'configured' && this.#config && isSame(config, this.#config);
    if (goesOn) return decoder;
    decoder.reset();
    decoder.configure(config);
    this.#config = config;
    return decoder;
  }

  /** The run wants nothing more of it. */
  end(user: DecoderUser): void {
    if (this.#user !== user) return;
    // What is under way would come out of the next run.
    if (!user.isEven() && this.#decoder?.state === 'configured') this.#decoder.reset();
    this.#user = null;
  }

  /** Lets go of its pictures too; it opens again when it is next wanted. */
  close(): void {
    this.#user = null;
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
  }

  #open(): VideoDecoder {
    if (this.#decoder && this.#decoder.state !== 'closed') return this.#decoder;
    const decoder = new VideoDecoder({
      output: (frame) => (this.#user ? this.#user.output(frame) : frame.close()),
      error: () => this.#user?.error(),
    });
    decoder.addEventListener('dequeue', () => this.#user?.dequeued());
    this.#decoder = decoder;
    return decoder;
  }
}
