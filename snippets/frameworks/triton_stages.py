# /// script
# requires-python = ">=3.11"
# dependencies = ["triton>=3.6"]
# ///
# %% [markdown]
# What the compiler makes of a kernel; no GPU is needed to ask.
# %% kernel
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.environ["TRITON_CACHE_DIR"] = folder.name
os.environ["TRITON_DEFAULT_FP_FUSION"] = "1"  # (1)!
import triton
import triton.language as tl


@triton.jit
def axpy(x_ptr, y_ptr, out_ptr, a, n, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = at < n
    x = tl.load(x_ptr + at, mask=inside)
    y = tl.load(y_ptr + at, mask=inside)
    tl.store(out_ptr + at, a * x + y, mask=inside)


# %% compile
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource

hopper = GPUTarget("cuda", 90, 32)  # (1)!
floats = dict.fromkeys(["x_ptr", "y_ptr", "out_ptr"], "*fp32")
types = {**floats, "a": "fp32", "n": "i32", "BLOCK": "constexpr"}


def build(*aligned):
    by_16 = {(i,): [["tt.divisibility", 16]] for i in aligned}  # (2)!
    source = ASTSource(axpy, types, {"BLOCK": 1024}, by_16)
    return triton.compile(source, target=hopper).asm


any_n, by_16 = build(0, 1, 2), build(0, 1, 2, 4)
stages = ["ttir", "ttgir", "llir", "ptx", "cubin"]
print(*[stage for stage in stages if stage in by_16], sep=" > ")

# %% look
import re
from collections import Counter

layout = re.findall(r"(\w+) = \[(\d+)\]", by_16["ttgir"])[:3]  # (1)!
for name, count in layout:
    print(f"{name:15} {count}")
opcode = r"(?:@%p\d+ )?(?:ld|st)\.global\S*|fma\S*"
for name, made in {"any n": any_n, "n by 16": by_16}.items():
    found = re.findall(opcode, made["ptx"])  # (2)!
    count = Counter(re.sub(r"%p\d+", "%p", word) for word in found)
    print(
        f"{name}:",
        *[f"{count[word]:4} {word}" for word in count],
        sep="\n",
    )
assert count["@%p ld.global.v4.b32"] == 4 and count["fma.rn.f32"] == 8
