# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "onnx>=1.23", "onnxscript>=0.7",
#   "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy", "bytes"]
# compare = "close 0.02"
# timeout = 120
# data = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
#   "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
# keeps = ["digits.npz", "digits.onnx", "digits.json"]
# ///
# %% [markdown]
# Train one small network on MNIST, and put it into three files.
# %% data
import json
import os
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.optim.lr_scheduler import CosineAnnealingLR

torch.manual_seed(0)
torch.set_num_threads(1)
data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "train-images-idx3-ubyte").exists():
    sys.exit("found no MNIST in data/: run `make data`")


def load(kind):
    x = np.fromfile(data / f"{kind}-images-idx3-ubyte", "uint8")
    y = np.fromfile(data / f"{kind}-labels-idx1-ubyte", "uint8")
    x, y = torch.from_numpy(x[16:]), torch.from_numpy(y[8:])
    return x.view(-1, 1, 28, 28) / 255, y.long()


images, labels = load("train")
held_out, answers = load("t10k")

# %% network
network = nn.Sequential(
    OrderedDict(
        conv1=nn.Conv2d(1, 8, 5, stride=2),  # (8, 12, 12)
        relu1=nn.ReLU(),
        conv2=nn.Conv2d(8, 16, 5, stride=2),  # (16, 4, 4)
        relu2=nn.ReLU(),
        flatten=nn.Flatten(),
        linear=nn.Linear(256, 10),
    )
)
print(sum(p.numel() for p in network.parameters()), "parameters")

# %% train
order = torch.cat([torch.randperm(60000) for _ in range(2)])
batches = order.split(64)
optimizer = torch.optim.Adam(network.parameters(), 0.005)
cool = CosineAnnealingLR(optimizer, len(batches))
for batch in batches:
    found, wanted = network(images[batch]), labels[batch]
    loss = cross_entropy(found, wanted, label_smoothing=0.1)  # (1)!
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    cool.step()

network.eval()
image = held_out[:1]
with torch.no_grad():
    right = network(held_out).argmax(1) == answers
    logits = network(image)
print("right of 10,000 held out: 97.5 % or more")
accuracy = {"held_out": right.float().mean().item()}
assert accuracy["held_out"] >= 0.975

# %% weights
state = network.state_dict().items()
arrays = {name.replace(".", "_"): v.numpy() for name, v in state}
np.savez("digits.npz", image=image, logits=logits, **arrays)
for name, array in arrays.items():
    print(name, array.shape)

# %% onnx
import logging
import warnings

logging.getLogger("torch.onnx").setLevel(logging.ERROR)
warnings.simplefilter("ignore", FutureWarning)
program = torch.onnx.export(
    network,
    (image,),
    verbose=False,
    input_names=["image"],
    output_names=["logits"],
)
model = program.model_proto
graph = model.graph
values = (*graph.input, *graph.output, *graph.value_info)
for part in (graph, *graph.node, *values):
    del part.metadata_props[:]  # (1)!
Path("digits.onnx").write_bytes(model.SerializeToString())
print(*(node.op_type for node in graph.node))

# %% digits
first = [int((answers == digit).nonzero()[0]) for digit in range(10)]
pixels = (held_out[first] * 255).round().int().view(10, 784)
shown = {"labels": list(range(10)), "images": pixels.tolist()}
shown |= {"reference": int(answers[0]), "logits": logits[0].tolist()}
text = json.dumps(shown, separators=(",", ":"))
Path("digits.json").write_text(text)
files = ("digits.npz", "digits.onnx", "digits.json")
bytes = {name: Path(name).stat().st_size for name in files}
print(*files)
