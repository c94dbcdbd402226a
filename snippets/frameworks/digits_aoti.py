# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# [tool.bake]
# publish = ["logits", "megabytes"]
# compare = "close 1e-5"
# timeout = 180
# data = ["digits.npz"]
# ///
# %% [markdown]
# The network as machine code, run by a C++ program without Python.
# %% cpp
PROGRAM = """
#include <torch/csrc/inductor/aoti_package/model_package_loader.h>
#include <ATen/ops/from_blob.h>
#include <cstdio>

int main(int count, char** words) {
  float pixels[784];
  if (std::fread(pixels, 4, 784, stdin) != 784) return 1;
  torch::inductor::AOTIModelPackageLoader model(words[1]);
  auto image = at::from_blob(pixels, {1, 1, 28, 28});
  auto logits = model.run({image})[0];
  for (int digit = 0; digit < 10; digit++)
    std::printf("%.9g ", logits.data_ptr<float>()[digit]);
}
"""

# %% network
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "digits.npz").exists():
    sys.exit("found no digits.npz in data/: run `make data`")
for tool in ("g++", "ldd"):
    if not shutil.which(tool):
        sys.exit(f"{tool} is missing: it builds or checks the program")
folder = tempfile.TemporaryDirectory()
tempfile.tempdir = folder.name
os.environ["TORCHINDUCTOR_CACHE_DIR"] = folder.name
os.environ["TORCHINDUCTOR_COMPILE_THREADS"] = "1"
warnings.simplefilter("ignore", FutureWarning)

import numpy as np
import torch
from torch import nn

arrays = np.load(data / "digits.npz")
network = nn.Sequential(
    nn.Conv2d(1, 8, 5, stride=2),
    nn.ReLU(),
    nn.Conv2d(8, 16, 5, stride=2),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(256, 10),
).eval()
weights = [arrays[name] for name in arrays if "_" in name]
tensors = map(torch.from_numpy, weights)
network.load_state_dict(dict(zip(network.state_dict(), tensors)))

# %% package
package = Path(folder.name, "digits.pt2")
graph = torch.export.export(network, (torch.zeros(1, 1, 28, 28),))
torch._inductor.aoti_compile_and_package(
    graph,
    package_path=str(package),
    inductor_configs={  # (1)!
        "aot_inductor.precompile_headers": False,
        "cpp.vec_isa_ok": False,
    },
)

# %% build
source, program = Path(folder.name, "run.cpp"), Path(folder.name, "run")
source.write_text(PROGRAM)
torch_folder = Path(torch.__file__).parent
command = (
    f"g++ -std=c++20 {source} -o {program}"
    f" -I{torch_folder}/include -L{torch_folder}/lib"
    f" -Wl,-rpath,{torch_folder}/lib -ltorch_cpu -lc10"
)
subprocess.run(command.split(), check=True)

# %% run
done = subprocess.run(
    [program, package],
    input=arrays["image"].tobytes(),
    stdout=subprocess.PIPE,
    check=True,
)
found = np.array(done.stdout.split()).astype("float32")
for half in found.reshape(2, 5):
    print(*(f"{number:7.3f}" for number in half))
np.testing.assert_allclose(found, arrays["logits"][0], 0, 1e-5)
logits = {f"digit_{d}": float(number) for d, number in enumerate(found)}

# %% libraries
shutil.unpack_archive(package, folder.name, "zip")
(model,) = Path(folder.name).glob("*/data/aotinductor/*/*.so")
for name, file in {"program": program, "model": model}.items():
    done = subprocess.run(
        ["ldd", file], stdout=subprocess.PIPE, text=True, check=True
    )
    parts = [line.split()[0] for line in done.stdout.splitlines()]
    print(name, *(part for part in parts if "torch" in part))
    print("   libpython:", "libpython" in done.stdout)
    assert "libtorch_cpu.so" in parts and "libpython" not in done.stdout

# %% size
library = torch_folder / "lib/libtorch_cpu.so"
files = (package, program, library)
megabytes = {file.name: file.stat().st_size / 1e6 for file in files}
folder.cleanup()
