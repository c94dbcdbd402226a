# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["logits", "right", "megabytes"]
# compare = "close 1e-5"
# data = ["digits.npz", "digits.onnx", "digits.json",
#   "onnxruntime-web/ort.wasm.min.mjs",
#   "onnxruntime-web/ort-wasm-simd-threaded.mjs",
#   "onnxruntime-web/ort-wasm-simd-threaded.wasm"]
# ///
# %% [markdown]
# The same .onnx file in JavaScript: WebAssembly in Node.
# %% javascript
PROGRAM = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv.at(-1);
const ort = await import(
  pathToFileURL(`${folder}/onnxruntime-web/ort.wasm.min.mjs`)
);
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(
  readFileSync(`${folder}/digits.onnx`),
);
const file = readFileSync(`${folder}/digits.json`, "utf8");
for (const bytes of JSON.parse(file).images) {
  const pixels = Float32Array.from(bytes, (byte) => byte / 255);
  const image = new ort.Tensor("float32", pixels, [1, 1, 28, 28]);
  const { logits } = await session.run({ image });
  console.log(logits.data.join(" "));
}
"""

# %% find
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np

data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
wasm = data / "onnxruntime-web/ort-wasm-simd-threaded.wasm"
if not wasm.exists():
    sys.exit("found no onnxruntime-web in data/: run `make data`")
node = shutil.which("node")
if not node:
    sys.exit("node is missing: install Node.js to run this file")

# %% node
done = subprocess.run(
    [node, "--input-type=module", "-", data.resolve()],
    input=PROGRAM,
    stdout=subprocess.PIPE,
    text=True,
    timeout=50,
    check=True,
)

# %% ten
table = np.array([line.split() for line in done.stdout.splitlines()])
table = table.astype("float32")  # (10 images, 10 logits)
digits = json.loads((data / "digits.json").read_text())
found = table[digits["reference"]]
for half in found.reshape(2, 5):
    print(*(f"{number:7.3f}" for number in half))
expected = np.load(data / "digits.npz")["logits"][0]
np.testing.assert_allclose(found, expected, 0, 1e-5)
answers = table.argmax(1).tolist()
print(*answers)
right = {"of_ten": sum(map(int.__eq__, answers, digits["labels"]))}
assert right["of_ten"] >= 9
logits = {f"digit_{d}": float(number) for d, number in enumerate(found)}

# %% size
megabytes = {"onnxruntime-web": wasm.stat().st_size / 1e6}
