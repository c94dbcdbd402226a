/** Code in the fragment of an address, which browsers keep to themselves: `run=ID.DEFLATED`. */

/** Characters of a fragment: what mail and chat programs pass on whole. */
const MAX_FRAGMENT = 8_000;
/** Characters of code that a link may unpack to. */
const MAX_CODE = 100_000;

export const canShare = typeof CompressionStream === "function";

/** The fragment for a block's code, or null if it is too long. */
export async function packCode(id, code) {
  const packed = await pipe(new TextEncoder().encode(code), new CompressionStream("deflate-raw"));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const safe = letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const fragment = `run=${encodeURIComponent(id)}.${safe}`;
  return fragment.length <= MAX_FRAGMENT ? fragment : null;
}

/** The code of a fragment, or null where it is damaged or larger than any snippet. */
export async function unpackCode(fragment) {
  if (!canShare || fragment.length > MAX_FRAGMENT) return null;
  try {
    const letters = fragment.slice(fragment.indexOf(".") + 1);
    const packed = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const code = await pipe(bytes, new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(code);
  } catch {
    return null;
  }
}

/** Send bytes through a stream; an error where more than MAX_CODE come out. */
async function pipe(bytes, stream) {
  const parts = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MAX_CODE) {
      await reader.cancel();
      throw new RangeError("too much code");
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
