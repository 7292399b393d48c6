// Chalk: a single-stroke hand for the board, and strokes that grow as they are drawn.

/** Glyphs as strokes; base line at 0, letters 10 high, tall ones 20. */
const GLYPHS = {
  A: [15, 'M0 0 L7 -20 L14 0 M3 -7 L11 -7'],
  r: [8, 'M1 -10 L1 0 M1 -6 Q3 -10 7 -10'],
  e: [10, 'M0 -5 L8 -5 Q8 -10 4 -10 Q0 -10 0 -5 Q0 0 4.5 0 Q7 0 8 -2'],
  a: [11, 'M8 -8 Q7 -10 4 -10 Q0 -10 0 -5 Q0 0 4 0 Q7 0 8 -3 M8 -10 L8 -2 Q8 0 9.5 0'],
  o: [11, 'M4.5 -10 Q0 -10 0 -5 Q0 0 4.5 0 Q9 0 9 -5 Q9 -10 4.5 -10'],
  f: [8, 'M8 -18 Q6 -20 4 -18 Q3 -17 3 -13 L3 0 M0 -10 L7 -10'],
  t: [8, 'M3 -16 L3 -3 Q3 0 7 0 M0 -10 L7 -10'],
  i: [4, 'M1 -10 L1 0 M1 -14 L1 -14.6'],
  n: [10, 'M0 -10 L0 0 M0 -6 Q2 -10 5 -10 Q8 -10 8 -6 L8 0'],
  g: [11, 'M8 -8 Q7 -10 4 -10 Q0 -10 0 -5 Q0 0 4 0 Q7 0 8 -3 M8 -10 L8 3 Q8 7 4 7 Q1 7 0 5'],
  l: [5, 'M1 -20 L1 -2 Q1 0 3 0'],
  b: [11, 'M0 -20 L0 0 M0 -6 Q1 -10 4.5 -10 Q9 -10 9 -5 Q9 0 4.5 0 Q1 0 0 -4'],
  h: [10, 'M0 -20 L0 0 M0 -6 Q2 -10 5 -10 Q8 -10 8 -6 L8 0'],
  '×': [10, 'M1 -9 L8 -2 M8 -9 L1 -2'],
  '½': [11, 'M2 -19 L4 -21 L4 -12 M0 -8.5 L8 -8.5 M1 -4 Q2 -6 4 -6 Q7 -6 7 -3.5 Q7 -1.5 1 4 L8 4'],
  ' ': [6, ''],
};

/** The separate strokes of a path, in the order a hand draws them. */
const strokesOf = (path) => path.split(/(?=M)/).filter((part) => part.trim() !== '');

function measured(d) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('d', d);
  return { element, path: new Path2D(d), length: element.getTotalLength() };
}

/**
 * Prepares a stroke of the story for drawing.
 * @param {{text?: string, path?: string, x?: number, y?: number, scale?: number, width?: number, dash?: boolean}} stroke
 */
export function prepare(stroke) {
  const pieces = [];
  const put = (d, x, y, scale) => {
    for (const part of strokesOf(d)) pieces.push({ ...measured(part), x, y, scale });
  };
  if (stroke.text) {
    let x = stroke.x;
    for (const [index, letter] of [...stroke.text].entries()) {
      const [width, d] = GLYPHS[letter];
      // A hand does not keep a ruler's line.
      put(d, x, stroke.y + Math.sin(index * 2.3) * 0.9, stroke.scale);
      x += width * stroke.scale;
    }
  } else {
    put(stroke.path, 0, 0, 1);
  }
  const total = pieces.reduce((sum, piece) => sum + piece.length * piece.scale, 0);
  return { ...stroke, pieces, total };
}

/**
 * Draws the share (0 to 1) of a prepared stroke and answers where the chalk is.
 * @returns {{x: number, y: number} | null}
 */
export function drawStroke(ctx, stroke, share) {
  let left = stroke.total * Math.min(1, Math.max(0, share));
  let tip = null;
  for (const { element, path, length, x, y, scale } of stroke.pieces) {
    if (left <= 0) break;
    const drawn = Math.min(length, left / scale);
    left -= length * scale;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(scale, scale);
    ctx.lineWidth = (stroke.width ?? 4) / scale;
    if (stroke.dash) {
      // Dashes cannot grow by a dash pattern of their own: clip by drawing piecewise.
      for (let at = 0; at < drawn; at += 16) {
        const a = element.getPointAtLength(at);
        const b = element.getPointAtLength(Math.min(drawn, at + 9));
        ctx.beginPath();
        ctx.moveTo(a.x, a.y);
        ctx.lineTo(b.x, b.y);
        ctx.stroke();
      }
    } else {
      ctx.setLineDash([drawn, length + 10]);
      ctx.stroke(path);
    }
    ctx.restore();
    const end = element.getPointAtLength(drawn);
    tip = { x: x + end.x * scale, y: y + end.y * scale };
  }
  return tip;
}
