# /// script
# requires-python = ">=3.11"
# dependencies = ["torch>=2.11"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# ///
# %% [markdown]
# What this build of PyTorch can call, and what works when called.
# %% built
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
backends = torch.backends
found = {
    "CUDA in this build": backends.cuda.is_built(),
    "a CUDA device": torch.cuda.is_available(),
    "cuDNN": backends.cudnn.is_available(),  # (1)!
    "MKL": backends.mkl.is_available(),
    "oneDNN (mkldnn)": backends.mkldnn.is_available(),
    "OpenMP": backends.openmp.is_available(),
}
for name, there in found.items():
    print(f"{name:18} {'yes' if there else 'no'}")

# %% mapped
from pathlib import Path

maps = Path("/proc/self/maps")  # (1)!
text = maps.read_text() if maps.exists() else ""
for name in ("cublas", "cudnn", "cufft"):
    loaded = f"lib{name}" in text
    print(f"lib{name:15} {'loaded' if loaded else 'no'}")

# %% usable
torch.manual_seed(0)
a = torch.randn(64, 64, dtype=torch.float64)
image = torch.randn(1, 3, 16, 16, dtype=torch.float64)
kernel = torch.randn(4, 3, 3, 3, dtype=torch.float64)
conv = torch.nn.functional.conv2d
CALLS = {
    "matmul": (torch.matmul, a, a),
    "conv2d": (conv, image, kernel),
    "fft": (torch.fft.fft, a),
}
for name, (call, *given) in CALLS.items():
    exact = call(*given)
    here = call(*(x.float().to(device) for x in given)).cpu()  # (1)!
    off = ((here - exact).norm() / exact.norm()).item()
    print(f"{name:7} on {device}: {'right' if off < 1e-2 else 'wrong'}")
    assert off < 1e-2
