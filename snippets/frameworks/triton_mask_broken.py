# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11", "triton>=3.6"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# ///
# %% [markdown]
# Ten numbers in blocks of 8; what follows them belongs to another.
# %% start
import os

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
if device == "cpu":
    os.environ["TRITON_INTERPRET"] = "1"
import triton
import triton.language as tl


# %% kernel
@triton.jit
def fill(out_ptr, n, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(out_ptr + at, at)


# %% launch
memory = torch.full((16,), -1, dtype=torch.int32, device=device)
mine, others = memory[:10], memory[10:]  # (1)!
fill[(2,)](mine, len(mine), BLOCK=8)
print("mine:  ", mine.tolist())
print("others:", others.tolist())
assert mine.tolist() == list(range(10))
assert others.tolist() == [10, 11, 12, 13, 14, 15]
