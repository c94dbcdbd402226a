# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["tflops", "milliseconds_of_first"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# One convolution without and with the library made for it.
# %% ways
import time

import torch
from torch.nn.functional import conv2d

torch.set_num_threads(1)  # of the CPU
device = "cuda" if torch.cuda.is_available() else "cpu"
gpu = device == "cuda"
batch, channels, side = (64, 256, 56) if gpu else (4, 64, 56)
SHEETS = {"NVIDIA H200": 494.7}  # dense TF32, NVIDIA's data sheet
card = torch.cuda.get_device_name() if gpu else "a CPU"
sheet = SHEETS.get(card)


def choose(library, search):
    torch.backends.mkldnn.enabled = library  # (1)!
    torch.backends.cudnn.enabled = library
    torch.backends.cudnn.benchmark = search  # (2)!


# Whether to use the library, to search, and how many images.
WAYS = {"without": (False, False, batch)}
WAYS |= {"with_library": (True, False, batch)}
WAYS |= {"benchmark": (True, True, batch + 1)} if gpu else {}  # (3)!

# %% measure
torch.manual_seed(0)
images = torch.randn(batch + 1, channels, side, side, device=device)
weight = torch.randn(channels, channels, 3, 3, device=device)
conv2d(images[:1], weight, padding=1)  # loads the library


def measure(library, search, count):
    choose(library, search)
    start = time.perf_counter()
    result = conv2d(images[:count], weight, padding=1)
    if gpu:
        torch.cuda.synchronize()
    took = time.perf_counter() - start
    flops = 2 * result.numel() * channels * 9
    return took * 1000, flops / took / 1e12, result


tflops = {name: [] for name in WAYS}
milliseconds_of_first, results = {}, {}
for number in range(21):
    for name, way in WAYS.items():
        took, speed, results[name] = measure(*way)
        if number == 0:
            milliseconds_of_first[name] = took
        else:
            tflops[name].append(speed)

# %% judge
plain = results["without"]
off = (results["with_library"] - plain).norm() / plain.norm()
print("same result:", off.item() < 1e-2)
faster = max(tflops["with_library"]) > 1.1 * max(tflops["without"])
print("faster with the library:", faster)
assert off.item() < 1e-2 and faster
if sheet:
    tflops["data_sheet_tf32"] = sheet
