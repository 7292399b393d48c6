/** The forms in which footage is handed on: how large, how good, and whether it may be copied as it is. */
import type { ClipForm } from '../../shared/domain/clip';
import { even } from './picture-filters';

export interface Form {
  /** The box a picture is to fit in, lying; as large as it is when null. */
  within: { long: number; short: number } | null;
  /** False leaves the picture out. */
  picture: boolean;
  /** Pictures may be copied as they are coded where they are small enough. */
  copies: boolean;
  /** Pictures of HEVC may stay HEVC, which not every player knows. */
  hevc: boolean;
  /** x264's and x265's constant quality, and what an encoder without it gets, bits a second. */
  crf: number;
  bitRate: string;
  /** Bits a second of AAC, by channels. */
  mono: string;
  stereo: string;
}

const SMALL = { long: 1280, short: 720 };
const SPEECH = { mono: '96k', stereo: '160k' };

export const FORMS: Readonly<Record<ClipForm, Form>> = {
  exact: {
    ...{ within: null, picture: true, copies: true, hevc: true, crf: 18, bitRate: '8M' },
    ...SPEECH,
  },
  sharing: {
    ...{ within: SMALL, picture: true, copies: false, hevc: false, crf: 27, bitRate: '1500k' },
    ...{ mono: '64k', stereo: '96k' },
  },
  slides: {
    ...{ within: SMALL, picture: true, copies: true, hevc: false, crf: 20, bitRate: '4M' },
    ...SPEECH,
  },
  sound: {
    ...{ within: null, picture: false, copies: false, hevc: false, crf: 18, bitRate: '8M' },
    ...SPEECH,
  },
};

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A picture's size in a form: its shape, never larger than it is, even as H.264 4:2:0 asks. */
export function sizeIn({ within }: Pick<Form, 'within'>, { width, height }: Size): Size {
  const scale = within
    ? Math.min(1, within.long / Math.max(width, height), within.short / Math.min(width, height))
    : 1;
  return { width: even(width * scale + 1e-6), height: even(height * scale + 1e-6) };
}

/** Where a picture lies in a clip of this size: fitted into it, in its middle. */
export function placeIn(picture: Size, size: Size): Size & { x: number; y: number } {
  const shape = Math.min(size.width / picture.width, size.height / picture.height);
  const inside =
    Math.abs(picture.width - size.width) < 2 && Math.abs(picture.height - size.height) < 2
      ? size
      : { width: even(picture.width * shape + 1e-6), height: even(picture.height * shape + 1e-6) };
  const { width, height } = inside;
  return { width, height, x: (size.width - width) / 2, y: (size.height - height) / 2 };
}

/** What a form spends on sound, in bytes a second. */
export function soundBytesPerSecond(form: ClipForm, channels: 1 | 2): number {
  return (Number.parseInt(FORMS[form][channels === 1 ? 'mono' : 'stereo'], 10) * 1_000) / 8;
}
