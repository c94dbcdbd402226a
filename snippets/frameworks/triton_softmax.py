# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11", "triton>=3.6"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# ///
# %% [markdown]
# Softmax of every row by one program; what a mask puts in matters.
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
def softmax(x_ptr, out_ptr, wide, pad, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    column = tl.arange(0, BLOCK)  # (1)!
    at = row * wide + column
    inside = column < wide
    x = tl.load(x_ptr + at, mask=inside, other=pad)  # (2)!
    top = tl.exp(x - tl.max(x, axis=0))  # (3)!
    tl.store(out_ptr + at, top / tl.sum(top, axis=0), mask=inside)


# %% launch
torch.manual_seed(0)
high, wide = 4, 6
x = torch.randn(high, wide).to(device) - 2
wanted = torch.softmax(x, dim=1)
for pad in (0.0, float("-inf")):
    out = torch.empty_like(x)
    block = triton.next_power_of_2(wide)  # (1)!
    softmax[(high,)](x, out, wide, pad, BLOCK=block)
    sums = " ".join(f"{total:.3f}" for total in out.sum(1).tolist())
    right = torch.allclose(out, wanted, rtol=0, atol=1e-6)
    print(f"other={pad}, right: {right}, rows sum to")
    print(f"  {sums}")
    assert right == (pad < 0)
