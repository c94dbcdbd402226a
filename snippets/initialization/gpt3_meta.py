# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["parameters"]
# ///
# %% [markdown]
# The same count from real layers that have shapes but no memory.
# %% build
from torch import nn

d, layers, heads = 12288, 96, 96
shape = {"d_model": d, "nhead": heads, "dim_feedforward": 4 * d}
block = nn.TransformerEncoderLayer(**shape, device="meta")  # (1)!
tokens = nn.Embedding(50257, d, device="meta")
positions = nn.Embedding(2048, d, device="meta")
norm = nn.LayerNorm(d, device="meta")


# %% count
def count(*modules):
    return sum(p.numel() for m in modules for p in m.parameters())


for name, p in block.named_parameters():
    print(f"{name:25} {p.numel():11,}")
total = layers * count(block) + count(tokens, positions, norm)  # (1)!
print(f"total {total:,}")
assert total == 174_604_259_328
weight = block.linear1.weight
print(weight.device, tuple(weight.shape), weight.dtype)  # (2)!
assert weight.is_meta
parameters = {"total": total}
