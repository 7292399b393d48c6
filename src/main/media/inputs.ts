/**
 * How a file is named to ffmpeg and ffprobe. What a person adds is untrusted: a playlist or a
 * concat script called lesson.mp4 must not make ffmpeg read another file or an address. So only
 * files and pipes may be opened, and only containers that hold their footage themselves.
 */

/**
 * Demuxers that read one file and nothing else. Left out on purpose: playlists (hls, dash, imf),
 * scripts (concat, lavfi, avisynth, vapoursynth), image sequences and `*_pipe`, streams (sdp, rtsp,
 * rtp, sap), devices, discs, and subtitle formats (vobsub opens a second file).
 */
const CONTAINERS = [
  'mov matroska avi mpeg mpegts mpegtsraw mpegvideo asf asf_o flv ogg dv mxf gxf lxf wtv',
  'nut ivf rm pva nsv dhav ty avs h261 h263 h264 hevc vvc m4v vc1 vc1test av1 obu mjpeg',
  'smjpeg wav w64 aiff caf au mp3 aac ac3 eac3 flac amr amrnb amrwb dts dtshd truehd ape',
  'wv tta tak mpc mpc8 loas act dsf oma',
]
  .join(' ')
  .replaceAll(' ', ',');

/** Options that must stand before every input, of ffmpeg and of ffprobe. */
export const SAFE_INPUT: readonly string[] = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  CONTAINERS,
];

/**
 * A path as ffmpeg takes it literally: `file:` is stripped and the rest is opened as it stands, so
 * that a name with `:`, `%`, quotes, a newline or a leading `-` is nothing but a name.
 */
export function fileUrl(path: string): string {
  return `file:${path}`;
}

/** Everything that stands before and including one input. */
export function inputArgs(path: string, options: readonly string[] = []): string[] {
  return [...SAFE_INPUT, ...options, '-i', fileUrl(path)];
}
