// The people of the made lesson: flat shapes in the tone of the app's pictures.

const ease = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));
export const ramp = (t, from, seconds) => ease((t - from) / seconds);

const ellipse = (ctx, x, y, rx, ry, fill) => {
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
  ctx.fill();
};

/** A limb in one or two straight parts with round ends. */
function limb(ctx, points, width, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.moveTo(points[0].x, points[0].y);
  for (const { x, y } of points.slice(1)) ctx.lineTo(x, y);
  ctx.stroke();
}

/** A body with shoulders, from its top to the bottom line. */
function torso(ctx, x, top, bottom, half, fill) {
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.moveTo(x - half, bottom);
  ctx.bezierCurveTo(x - half, top + 34, x - half * 0.72, top, x, top);
  ctx.bezierCurveTo(x + half * 0.72, top, x + half, top + 34, x + half, bottom);
  ctx.closePath();
  ctx.fill();
}

/** Bends an arm: the elbow lies off the straight line, on the given side. */
function elbow(from, to, bend) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const reach = Math.hypot(dx, dy) || 1;
  return {
    x: from.x + dx / 2 - (dy / reach) * bend,
    y: from.y + dy / 2 + (dx / reach) * bend,
  };
}

const SKIN = '#7a4c34';
const BLUE = '#2f4a7a';
const BLUE_DARK = '#273f69';
const HAIR = '#2b1c15';

/** As every teacher wears one. */
function lanyard(ctx, x, top) {
  ctx.strokeStyle = '#e9c46a';
  ctx.lineWidth = 3;
  ctx.beginPath();
  ctx.moveTo(x - 15, top + 4);
  ctx.lineTo(x, top + 74);
  ctx.lineTo(x + 15, top + 4);
  ctx.stroke();
  ctx.fillStyle = '#f3efe4';
  ctx.fillRect(x - 9, top + 72, 18, 24);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, facing: number, step: number, hand: {x: number, y: number} | null, mouth: number, open: number}} pose
 *   facing -1 to 1 turns the face, 2 means towards the board; step is the phase of the walk;
 *   hand is where the chalk is; open spreads the free arms
 */
export function drawTeacher(ctx, { x, facing, step, hand, mouth, open, sway }) {
  const bob = Math.abs(Math.sin(step)) * 4;
  const head = { x: x + sway, y: 322 - bob };
  const top = 366 - bob;
  const lean = sway * 0.5;
  // the far arm first, behind the body
  const left = { x: x - 34 + lean, y: top + 36 };
  const right = { x: x + 34 + lean, y: top + 36 };
  const rest = (shoulder, side) => ({
    x: shoulder.x + side * (12 + open * 34),
    y: shoulder.y + 96 - open * 44,
  });
  const free = hand ? (hand.x < x ? right : left) : right;
  const side = free === right ? 1 : -1;
  const freeHand = rest(free, side);
  limb(ctx, [free, elbow(free, freeHand, side * -14), freeHand], 19, BLUE_DARK);
  ellipse(ctx, freeHand.x, freeHand.y, 10, 10, SKIN);
  // neck, body
  limb(
    ctx,
    [
      { x: head.x, y: head.y + 26 },
      { x: x + lean, y: top + 14 },
    ],
    24,
    '#6c432d',
  );
  for (const leg of [-1, 1]) {
    const swing = Math.sin(step + (leg > 0 ? Math.PI : 0)) * 13;
    const foot = { x: x + leg * 19 + swing, y: 619 - Math.max(0, -swing) * 0.35 };
    limb(ctx, [{ x: x + lean + leg * 19, y: 545 }, foot], 27, '#2b2f38');
    ellipse(ctx, foot.x + Math.min(facing, 1) * 3, foot.y + 9, 18, 8, '#1d1a18');
  }
  torso(ctx, x + lean, top, 562, 53, BLUE);
  if (facing < 1.5) lanyard(ctx, x + lean, top);
  // head
  ellipse(ctx, head.x - facing * 5, head.y - 4, 42, 43, HAIR);
  if (facing < 1.5) {
    ellipse(ctx, head.x + facing * 5, head.y + 5, 34, 36, SKIN);
    ctx.fillStyle = HAIR;
    ctx.beginPath();
    ctx.ellipse(head.x + facing * 2, head.y - 16, 36, 20, facing * 0.12, Math.PI, Math.PI * 2);
    ctx.fill();
    const face = head.x + facing * 14;
    for (const eye of [-11, 11]) ellipse(ctx, face + eye, head.y + 2, 3, 3.6, '#1d120c');
    ctx.strokeStyle = '#1d120c';
    ctx.lineCap = 'round';
    ctx.lineWidth = 2.6;
    ctx.beginPath();
    if (mouth > 0.15) {
      ctx.ellipse(face, head.y + 21, 6, 1.5 + mouth * 5, 0, 0, Math.PI * 2);
      ctx.fillStyle = '#3c1f15';
      ctx.fill();
    } else {
      ctx.arc(face, head.y + 14, 8, 0.5, Math.PI - 0.5);
      ctx.stroke();
    }
  } else {
    ellipse(ctx, head.x, head.y - 2, 39, 41, HAIR);
  }
  ellipse(ctx, head.x - Math.min(facing, 1) * 8, head.y - 42, 17, 15, HAIR);
  // the near arm, with the chalk
  const near = free === right ? left : right;
  const target = hand ?? rest(near, -side);
  const reach = { x: target.x, y: target.y };
  limb(ctx, [near, elbow(near, reach, side * 16), reach], 19, BLUE);
  ellipse(ctx, reach.x, reach.y, 11, 11, SKIN);
  if (hand) limb(ctx, [reach, { x: reach.x - 3, y: reach.y - 9 }], 5, '#f4f1e8');
}

/** The six pupils, seen from behind. */
export const PUPILS = [
  { x: 176, skin: '#5b3a29', hair: '#1f1511', jumper: '#7f3b3b', style: 'short' },
  { x: 368, skin: '#e0b68a', hair: '#b9803f', jumper: '#3b5f7f', style: 'long' },
  { x: 560, skin: '#8a5a3c', hair: '#2a1b14', jumper: '#4f7f3b', style: 'curly' },
  { x: 752, skin: '#d59d6b', hair: '#8f6fb0', jumper: '#7f6a3b', style: 'scarf' },
  { x: 944, skin: '#e7c19a', hair: '#6b4226', jumper: '#5c3b7f', style: 'short' },
  { x: 1136, skin: '#c98d62', hair: '#3a2318', jumper: '#3b7f78', style: 'tail' },
];

function hairOf(ctx, style, x, y, hair) {
  ellipse(ctx, x, y - 3, 33, 34, hair);
  if (style === 'long') {
    ctx.fillStyle = hair;
    ctx.beginPath();
    ctx.roundRect(x - 32, y - 6, 64, 62, 22);
    ctx.fill();
  } else if (style === 'curly') {
    for (let i = 0; i < 10; i += 1) {
      const angle = Math.PI * (0.9 + (i / 9) * 1.2);
      ellipse(ctx, x + Math.cos(angle) * 28, y - 4 + Math.sin(angle) * 28, 13, 13, hair);
    }
  } else if (style === 'scarf') {
    ctx.fillStyle = hair;
    ctx.beginPath();
    ctx.moveTo(x - 33, y);
    ctx.quadraticCurveTo(x - 36, y + 44, x - 44, y + 56);
    ctx.lineTo(x + 44, y + 56);
    ctx.quadraticCurveTo(x + 36, y + 44, x + 33, y);
    ctx.fill();
  } else if (style === 'tail') {
    limb(
      ctx,
      [
        { x, y: y + 6 },
        { x: x + 5, y: y + 40 },
        { x: x - 1, y: y + 58 },
      ],
      17,
      hair,
    );
    ellipse(ctx, x, y + 8, 10, 8, '#c0564a');
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {typeof PUPILS[number]} pupil
 * @param {{hand: number, turn: number, bow: number, talk: number, sway: number}} pose each 0 to 1,
 *   turn -1 to 1
 */
export function drawPupil(ctx, { x, skin, hair, jumper, style }, { hand, turn, bow, talk, sway }) {
  const head = { x: x + sway + turn * 7, y: 574 + bow * 13 - talk * 3 };
  const top = 612 + bow * 5;
  if (hand > 0.01) {
    const shoulder = { x: x + 38, y: top + 34 };
    const tip = { x: x + 44 + hand * 16 + sway * 2, y: top + 34 - hand * 154 };
    limb(ctx, [shoulder, elbow(shoulder, tip, -10 * (1.4 - hand)), tip], 20, jumper);
    limb(ctx, [tip, { x: tip.x + 1, y: tip.y - 10 }], 17, skin);
    ellipse(ctx, tip.x + 1, tip.y - 20, 11, 14, skin);
  }
  limb(
    ctx,
    [
      { x: head.x, y: head.y + 20 },
      { x, y: top + 12 },
    ],
    22,
    skin,
  );
  torso(ctx, x, top, 730, 56, jumper);
  ctx.fillStyle = 'rgba(255,255,255,0.07)';
  ctx.beginPath();
  ctx.ellipse(x, top + 12, 26, 9, 0, 0, Math.PI * 2);
  ctx.fill();
  ellipse(ctx, head.x, head.y, 31, 34, skin);
  if (style !== 'scarf') {
    for (const side of [-1, 1]) ellipse(ctx, head.x + side * 31, head.y + 5, 6, 9, skin);
  }
  hairOf(ctx, style, head.x - turn * 5, head.y, hair);
}
