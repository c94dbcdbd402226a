# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["count", "gb"]
# ///
# %% [markdown]
# GPT-3's parameters, counted from its published shape.
# %% count
layers, d = 96, 12288  # (1)!
context, vocabulary = 2048, 50257

attention = 4 * (d * d + d)  # (2)!
feed_forward = (d * 4 * d + 4 * d) + (4 * d * d + d)  # (3)!
norms = 2 * (2 * d)  # (4)!
block = attention + feed_forward + norms
embeddings = (vocabulary + context) * d
total = layers * block + embeddings + 2 * d  # (5)!

# %% print
print(f"attention    {attention:15,}")
print(f"feed-forward {feed_forward:15,}")
print(f"norms        {norms:15,}")
print(f"block        {block:15,}")
print(f"{layers} blocks    {layers * block:15,}")
print(f"embeddings   {embeddings:15,}")
print(f"last norm    {2 * d:15,}")
print(f"total        {total:15,}")
assert total == 174_604_259_328

# %% memory
count = {"total": total, "block": block, "embeddings": embeddings}
gb = {"fp32": 4, "bf16": 2, "fp32_adam": 4 * 4}  # (1)!
gb = {kind: round(n * total / 1e9, 1) for kind, n in gb.items()}
for kind, size in gb.items():
    print(f"{kind:9} {size:7,.1f} GB")
