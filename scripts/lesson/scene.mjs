// The picture of the made lesson at any moment: a classroom drawn on a canvas.
import { drawStroke, prepare } from './chalk.mjs';
import { drawPupil, drawTeacher, PUPILS, ramp } from './people.mjs';
import {
  FPS,
  HANDS,
  HEIGHT,
  LENGTH,
  LINES,
  PLACES,
  SPEAKER,
  STROKES,
  WIDTH,
  WRITING,
} from './story.mjs';

const BOARD = { x: 192, y: 80, width: 672, height: 304 };

function room(ctx) {
  const wall = ctx.createLinearGradient(0, 0, WIDTH, 0);
  wall.addColorStop(0, '#c1bbab');
  wall.addColorStop(1, '#d3cdbf');
  ctx.fillStyle = wall;
  ctx.fillRect(0, 0, WIDTH, 528);
  ctx.fillStyle = '#8f8470';
  ctx.fillRect(0, 528, WIDTH, HEIGHT - 528);
  ctx.fillStyle = '#b1a994';
  ctx.fillRect(0, 514, WIDTH, 14);
  // light from the window on the floor
  ctx.fillStyle = 'rgba(255,248,220,0.13)';
  ctx.beginPath();
  ctx.moveTo(930, 528);
  ctx.lineTo(1140, 528);
  ctx.lineTo(1010, HEIGHT);
  ctx.lineTo(690, HEIGHT);
  ctx.fill();
  // pupils' work on the wall
  const papers = ['#e8dcc0', '#dfe7ea', '#ecd9c6', '#dbe5d3', '#eee6d0', '#d9dfe9'];
  papers.forEach((paper, i) => {
    const x = 34 + (i % 2) * 62;
    const y = 120 + Math.floor(i / 2) * 84;
    ctx.save();
    ctx.translate(x + 26, y + 34);
    ctx.rotate((((i * 37) % 7) - 3) * 0.012);
    ctx.fillStyle = 'rgba(0,0,0,0.12)';
    ctx.fillRect(-24, -31, 52, 68);
    ctx.fillStyle = paper;
    ctx.fillRect(-26, -34, 52, 68);
    ctx.fillStyle = ['#c9765f', '#5e86a8', '#7aa06a', '#c9a24f', '#8a6fae', '#5fa39a'][i];
    ctx.beginPath();
    if (i % 3 === 0) ctx.arc(0, -10, 13, 0, Math.PI * 2);
    else if (i % 3 === 1) ctx.rect(-13, -22, 26, 22);
    else {
      ctx.moveTo(0, -24);
      ctx.lineTo(15, 2);
      ctx.lineTo(-15, 2);
    }
    ctx.fill();
    ctx.fillStyle = 'rgba(60,60,60,0.28)';
    for (let line = 0; line < 3; line += 1) ctx.fillRect(-17, 11 + line * 7, 34 - line * 6, 2);
    ctx.restore();
  });
  // board
  const { x, y, width, height } = BOARD;
  ctx.fillStyle = 'rgba(0,0,0,0.16)';
  ctx.beginPath();
  ctx.roundRect(x - 4, y + 2, width + 20, height + 18, 10);
  ctx.fill();
  ctx.fillStyle = '#7b5d3b';
  ctx.beginPath();
  ctx.roundRect(x - 10, y - 10, width + 20, height + 20, 10);
  ctx.fill();
  const green = ctx.createLinearGradient(x, y, x + width, y + height);
  green.addColorStop(0, '#26504a');
  green.addColorStop(1, '#1f4238');
  ctx.fillStyle = green;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 4);
  ctx.fill();
  // where it was wiped
  ctx.fillStyle = 'rgba(255,255,255,0.022)';
  for (let i = 0; i < 7; i += 1) {
    ctx.beginPath();
    ctx.ellipse(x + 90 + i * 84, y + 120 + ((i * 53) % 90), 90, 26, -0.35, 0, Math.PI * 2);
    ctx.fill();
  }
  ctx.fillStyle = '#6b5033';
  ctx.fillRect(x - 10, y + height + 4, width + 20, 12);
  for (const [dx, colour] of [
    [470, '#f4f1e8'],
    [504, '#f2d68a'],
    [540, '#f4f1e8'],
  ]) {
    ctx.fillStyle = colour;
    ctx.fillRect(x + dx, y + height, 24, 5);
  }
}

function windowPane(ctx, t) {
  ctx.fillStyle = '#b9b2a2';
  ctx.fillRect(952, 88, 224, 256);
  ctx.save();
  ctx.beginPath();
  ctx.rect(962, 98, 204, 236);
  ctx.clip();
  const sky = ctx.createLinearGradient(0, 98, 0, 334);
  sky.addColorStop(0, '#cfe3ee');
  sky.addColorStop(1, '#eef4f3');
  ctx.fillStyle = sky;
  ctx.fillRect(962, 98, 204, 236);
  ctx.fillStyle = 'rgba(255,255,255,0.8)';
  for (const [dx, y, size] of [
    [20, 150, 1],
    [150, 190, 0.7],
  ]) {
    const x = 940 + ((dx + t * 2.2) % 270);
    for (const [cx, cy, r] of [
      [0, 0, 20],
      [22, -8, 24],
      [46, 0, 18],
    ]) {
      ctx.beginPath();
      ctx.ellipse(x + cx * size, y + cy * size, r * size, r * size * 0.72, 0, 0, Math.PI * 2);
      ctx.fill();
    }
  }
  ctx.fillStyle = '#a9c0a0';
  ctx.beginPath();
  ctx.ellipse(1000, 352, 90, 52, 0, 0, Math.PI * 2);
  ctx.ellipse(1130, 358, 100, 66, 0, 0, Math.PI * 2);
  ctx.fill();
  ctx.restore();
  ctx.fillStyle = '#b9b2a2';
  ctx.fillRect(1059, 98, 10, 236);
  ctx.fillRect(962, 211, 204, 10);
  ctx.fillStyle = '#cfc8b8';
  ctx.fillRect(944, 344, 240, 12);
}

function clock(ctx, t) {
  const x = 908;
  const y = 118;
  ctx.fillStyle = '#4a4238';
  ctx.beginPath();
  ctx.arc(x, y, 30, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = '#f5f1e6';
  ctx.beginPath();
  ctx.arc(x, y, 26, 0, Math.PI * 2);
  ctx.fill();
  const seconds = 12 + t;
  const hands = [
    [((9 + 20 / 60) / 12) * 2 * Math.PI, 12, 4, '#2a2622'],
    [((20 + seconds / 60) / 60) * 2 * Math.PI, 19, 3, '#2a2622'],
    [(Math.floor(seconds) / 60) * 2 * Math.PI, 21, 1.5, '#c0564a'],
  ];
  for (const [angle, length, width, colour] of hands) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + Math.sin(angle) * length, y - Math.cos(angle) * length);
    ctx.stroke();
  }
}

function desks(ctx) {
  for (const x of [272, 656, 1040]) {
    ctx.fillStyle = 'rgba(0,0,0,0.12)';
    ctx.fillRect(x - 170, 646, 340, 8);
    ctx.fillStyle = '#c7a877';
    ctx.beginPath();
    ctx.roundRect(x - 176, 628, 352, 20, 5);
    ctx.fill();
    ctx.fillStyle = '#eee8da';
    for (const dx of [-136, 58]) {
      ctx.beginPath();
      ctx.moveTo(x + dx + 8, 630);
      ctx.lineTo(x + dx + 78, 630);
      ctx.lineTo(x + dx + 86, 640);
      ctx.lineTo(x + dx, 640);
      ctx.fill();
    }
  }
}

/** How far a stroke has come at a time, 0 to 1. */
const shareAt = ({ from, until }, t) => (t - from) / (until - from);

const placeAt = (t) => PLACES.findLast(([from]) => from <= t)[1];

/** Where the teacher stands at every frame: she walks, so each frame follows from the last. */
function walk(strokes, scratch) {
  const xs = [];
  const steps = [];
  let x = PLACES[0][1];
  let speed = 0;
  let step = 0;
  for (let frame = 0; frame <= LENGTH * FPS; frame += 1) {
    const t = frame / FPS;
    const writing = strokes.find((stroke) => t >= stroke.from - 0.5 && t <= stroke.until);
    const tip = writing ? drawStroke(scratch, writing, Math.max(0.002, shareAt(writing, t))) : null;
    const goal = tip ? tip.x + (tip.x > 560 ? 92 : 118) : placeAt(t);
    const wish = Math.max(-150, Math.min(150, (goal - x) * 3));
    speed += (wish - speed) * 0.22;
    x += speed / FPS;
    step += Math.abs(speed) / 560;
    xs.push(x);
    steps.push(Math.abs(speed) > 12 ? step : step - (step % Math.PI) * 0.08);
  }
  return { xs, steps };
}

const speakingAt = (t) => LINES.find(({ at, until }) => t >= at && t < until);

/** Opening and closing like speech: no two syllables the same. */
const mouthAt = (t) =>
  Math.max(0, Math.sin(t * 21) * 0.5 + Math.sin(t * 34.7) * 0.35 + Math.sin(t * 9.1) * 0.3);

/** Grains missing from a chalk line. */
function grain() {
  const tile = new OffscreenCanvas(256, 256);
  const ctx = tile.getContext('2d');
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  for (let i = 0; i < 5200; i += 1) {
    ctx.fillStyle = `rgba(0,0,0,${0.25 + random() * 0.4})`;
    ctx.fillRect(random() * 256, random() * 256, 1 + random() * 1.3, 1 + random() * 1.3);
  }
  return tile;
}

/**
 * Makes the function that draws the lesson.
 * @param {CanvasRenderingContext2D} ctx of a canvas of WIDTH x HEIGHT
 * @returns {(frame: number) => void}
 */
export function scene(ctx) {
  const background = new OffscreenCanvas(WIDTH, HEIGHT);
  room(background.getContext('2d'));
  const chalk = new OffscreenCanvas(WIDTH, HEIGHT);
  const chalkCtx = chalk.getContext('2d');
  const strokes = STROKES.map(prepare);
  const { xs, steps } = walk(strokes, new OffscreenCanvas(8, 8).getContext('2d'));
  const grains = chalkCtx.createPattern(grain(), 'repeat');

  /** The board as it is now, and where the chalk touches it. */
  const board = (t) => {
    chalkCtx.globalCompositeOperation = 'source-over';
    chalkCtx.clearRect(0, 0, WIDTH, HEIGHT);
    chalkCtx.strokeStyle = '#e6efe8';
    chalkCtx.lineCap = 'round';
    chalkCtx.lineJoin = 'round';
    let hand = null;
    for (const stroke of strokes) {
      if (t < stroke.from) continue;
      const tip = drawStroke(chalkCtx, stroke, shareAt(stroke, t));
      if (t <= stroke.until + 0.1) hand = tip;
    }
    chalkCtx.globalCompositeOperation = 'destination-out';
    chalkCtx.fillStyle = grains;
    chalkCtx.fillRect(BOARD.x, BOARD.y, BOARD.width, BOARD.height);
    ctx.drawImage(chalk, 0, 0);
    return hand;
  };

  const teacher = (frame, t, hand) => {
    const line = speakingAt(t);
    const speaks = line?.who === 'teacher';
    const listens = line && line.who !== 'teacher' ? PUPILS[SPEAKER[line.who]].x : null;
    const x = xs[frame];
    const look = listens === null ? Math.sin(t * 0.5) * 0.7 : Math.sign(listens - x) * 0.8;
    drawTeacher(ctx, {
      x,
      facing: hand ? 2 : look,
      step: steps[frame],
      hand,
      mouth: speaks ? mouthAt(t) : 0,
      open: speaks && !hand ? 0.35 + 0.3 * Math.sin(t * 1.9) : 0.05,
      sway: Math.sin(t * 1.1) * 1.6,
    });
  };

  const pupils = (t) => {
    const line = speakingAt(t);
    const talker = line && line.who !== 'teacher' ? SPEAKER[line.who] : null;
    PUPILS.forEach((pupil, index) => {
      const hand = HANDS.filter((raised) => raised.pupil === index).reduce(
        (most, { from, until }) => Math.max(most, ramp(t, from, 0.7) - ramp(t, until, 0.6)),
        0,
      );
      const bent = ramp(t, WRITING.from + index * 0.22, 0.8);
      const glance = Math.sin(t * 0.41 + index * 2.1);
      const turn =
        talker !== null && talker !== index
          ? Math.sign(talker - index) * 0.7 * ramp(t, line.at + 0.2 + index * 0.07, 0.5)
          : Math.max(0, glance - 0.75) * 2.4;
      drawPupil(ctx, pupil, {
        hand,
        turn,
        bow: bent + (bent > 0.9 ? Math.sin(t * 5 + index) * 0.06 : 0),
        talk: talker === index ? mouthAt(t) : 0,
        sway: Math.sin(t * 0.8 + index * 1.7) * 1.8,
      });
    });
  };

  return (frame) => {
    const t = frame / FPS;
    ctx.drawImage(background, 0, 0);
    windowPane(ctx, t);
    clock(ctx, t);
    const hand = board(t);
    teacher(frame, t, hand);
    desks(ctx);
    pupils(t);
  };
}
