/**
 * From strokes to the image that the model gets, as MNIST's images were made. The same, step by
 * step, as snippets/frameworks/digits_prepare.py.
 */

/** Side of the pad, in the units of its points. */
export const PAD = 280;
/** Half the width of the pen, in the same units. */
export const RADIUS = 10;
const BOX = 20;
const SIDE = 28;

/** @typedef {[number, number]} Point x and y */

/** Ink from 0 to 1 for every square of the pad. @param {Point[][]} strokes */
export function spreadInk(strokes) {
  const ink = new Float64Array(PAD * PAD);
  for (const stroke of strokes) {
    stroke.forEach((point, at) => inkLine(ink, stroke[Math.max(at - 1, 0)], point));
  }
  return ink;
}

function inkLine(ink, [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const from = (a, b) => Math.max(0, Math.floor(Math.min(a, b) - RADIUS - 1));
  const to = (a, b) => Math.min(PAD, Math.ceil(Math.max(a, b) + RADIUS + 1));
  for (let row = from(y0, y1); row < to(y0, y1); row++) {
    for (let column = from(x0, x1); column < to(x0, x1); column++) {
      const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = length ? Math.min(Math.max((px * dx + py * dy) / length, 0), 1) : 0;
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const value = Math.min(Math.max(RADIUS + 0.5 - distance, 0), 1);
      const at = row * PAD + column;
      if (value > ink[at]) ink[at] = value;
    }
  }
}

/**
 * Shrink what is drawn into 20×20 and put its centre of mass into the middle of 28×28.
 *
 * @param {Float64Array} ink
 * @returns {Float32Array | null} null where there is no ink
 */
export function prepare(ink) {
  const rows = findEnds((row) => ink.subarray(row * PAD, (row + 1) * PAD).some(Boolean));
  if (!rows) return null;
  const columns = findEnds((column) => {
    for (let row = rows[0]; row < rows[1]; row++) if (ink[row * PAD + column]) return true;
    return false;
  });
  const [height, width] = [rows[1] - rows[0], columns[1] - columns[0]];
  const scale = BOX / Math.max(height, width);
  const down = shrink(height, Math.max(1, Math.floor(height * scale + 0.5)));
  const across = shrink(width, Math.max(1, Math.floor(width * scale + 0.5)));
  const small = down.map((shares) =>
    across.map((others) => {
      let sum = 0;
      for (const [row, share] of shares) {
        const line = (rows[0] + row) * PAD + columns[0];
        for (const [column, other] of others) sum += share * other * ink[line + column];
      }
      return sum;
    }),
  );
  return centre(small);
}

/** First and one past the last of those that have ink. */
function findEnds(hasInk) {
  let [first, end] = [0, PAD];
  while (first < PAD && !hasInk(first)) first++;
  if (first === PAD) return null;
  while (!hasInk(end - 1)) end--;
  return [first, end];
}

/** For each new square: which old ones it covers, and how much of it each of them is. */
function shrink(size, target) {
  const step = size / target;
  return Array.from({ length: target }, (_, at) => {
    const [from, to] = [at * step, (at + 1) * step];
    const shares = [];
    for (let old = Math.floor(from); old < Math.min(size, Math.ceil(to)); old++) {
      const share = Math.min(to, old + 1) - Math.max(from, old);
      if (share > 0) shares.push([old, share / step]);
    }
    return shares;
  });
}

function centre(small) {
  let [mass, x, y] = [0, 0, 0];
  small.forEach((line, row) =>
    line.forEach((value, column) => {
      mass += value;
      x += value * (column + 0.5);
      y += value * (row + 0.5);
    }),
  );
  const place = (middle, size) =>
    Math.min(Math.max(Math.floor(SIDE / 2 - middle / mass + 0.5), 0), SIDE - size);
  const [top, left] = [place(y, small.length), place(x, small[0].length)];
  const pixels = new Float32Array(SIDE * SIDE);
  small.forEach((line, row) => pixels.set(line, (top + row) * SIDE + left));
  return pixels;
}
