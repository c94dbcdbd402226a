# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11", "triton>=3.6"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# ///
# %% [markdown]
# a times x plus y in Triton: one program, one block of numbers.
# %% start
import os

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
if device == "cpu":
    os.environ["TRITON_INTERPRET"] = "1"  # (1)!
import triton
import triton.language as tl


# %% kernel
@triton.jit  # (1)!
def axpy(x_ptr, y_ptr, out_ptr, a, n, BLOCK: tl.constexpr):  # (2)!
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)  # (3)!
    inside = at < n  # (4)!
    x = tl.load(x_ptr + at, mask=inside)  # (5)!
    y = tl.load(y_ptr + at, mask=inside)
    tl.store(out_ptr + at, a * x + y, mask=inside)


# %% launch
n, block = 1000, 256
x = torch.arange(n, dtype=torch.float32, device=device)
y = torch.ones(n, device=device)
out = torch.empty(n, device=device)
programs = triton.cdiv(n, block)  # (1)!
axpy[(programs,)](x, y, out, 2.0, n, BLOCK=block)  # (2)!
equal = torch.equal(out, 2 * x + y)
print(programs, "programs, equal to torch:", equal)
assert equal


# %% owners
@triton.jit
def sign(owner_ptr, n, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    tl.store(owner_ptr + at, tl.program_id(0), mask=at < n)


owner = torch.empty(n, dtype=torch.int32, device=device)
sign[(programs,)](owner, n, BLOCK=block)
for program in range(programs):
    mine = (owner == program).nonzero().flatten()
    first, last = mine[0].item(), mine[-1].item()
    print(
        f"program {program}: {first:3} to {last:3}, {len(mine)} of 256"
    )
assert len(mine) == 232
