# /// script
# requires-python = ">=3.6"
# dependencies = ["torch==1.1.0", "tensorflow==1.13.1"]
# [tool.bake]
# runners = ["py36-caffe2"]
# data = ["digits.npz"]
# ///
# %% [markdown]
# Today's digit network in Caffe2's two files, run from C++ alone.
# %% export
import os
import subprocess

import numpy as np
from caffe2.python import brew, model_helper, workspace
from caffe2.python.predictor import mobile_exporter

data = os.path.join(os.path.dirname(__file__), "../../data")
digits = np.load(os.environ.get("BAKE_DATA", data) + "/digits.npz")

net = model_helper.ModelHelper("digits", init_params=False)
brew.conv(net, "image", "conv1", 1, 8, kernel=5, stride=2)
brew.relu(net, "conv1", "conv1")
brew.conv(net, "conv1", "conv2", 8, 16, kernel=5, stride=2)
brew.relu(net, "conv2", "conv2")
out = brew.fc(net, "conv2", "linear", 256, 10)  # (1)!
net.net.AddExternalOutput(out)
for blob in net.params:  # (2)!
    name = str(blob).replace("_w", "_weight").replace("_b", "_bias")
    workspace.FeedBlob(blob, digits[name])
nets = mobile_exporter.Export(workspace, net.net, net.params)
for name, part in zip(("init_net.pb", "predict_net.pb"), nets):
    with open(name, "wb") as file:
        print(name, file.write(part.SerializeToString()), "bytes")
digits["image"].tofile("image.f32")

# %% program
open("digits.cpp", "w").write(r"""#include <caffe2/core/macros.h>
#undef CAFFE2_USE_MKL  // its headers are not in the wheel
#include <caffe2/predictor/predictor.h>
#include <caffe2/utils/proto_utils.h>
#include <cstdio>

int main() {
  caffe2::NetDef init, predict;
  ReadProtoFromBinaryFile("init_net.pb", &init);
  ReadProtoFromBinaryFile("predict_net.pb", &predict);
  caffe2::Predictor predictor(init, predict);
  caffe2::Predictor::TensorList in(1), out;
  in[0] = caffe2::empty({1, 1, 28, 28}, at::dtype<float>());
  std::FILE* file = std::fopen("image.f32", "rb");
  std::fread(in[0].mutable_data<float>(), 4, 784, file);
  predictor(in, &out);
  for (int i = 0; i < 10; i++)
    std::printf("%9.6f%c", out[0].data<float>()[i], " \n"[i == 4]);
}
""")

# %% build
os.makedirs("empty/caffe2/utils/math", exist_ok=True)
os.makedirs("empty/caffe2/utils/threadpool", exist_ok=True)
for name in """math/broadcast math/elementwise math/reduce
    math/transpose math/utils threadpool/ThreadPool""".split():
    open(f"empty/caffe2/utils/{name}.h", "w").close()  # (1)!
site = os.path.dirname(np.__path__[0])
command = f"""g++ -std=c++11 -w -D_GLIBCXX_USE_CXX11_ABI=0 digits.cpp
    -Iempty -I{site}/torch/include -I{site}/tensorflow/include
    -L{site}/torch/lib -Wl,-rpath,{site}/torch/lib -lcaffe2 -lc10
    -Wl,--allow-shlib-undefined -o digits"""  # (2)!
subprocess.check_call(command.split())

# %% run
needs = subprocess.check_output(["ldd", "./digits"]).decode()
for name in ("libcaffe2", "libpython"):
    print(f"needs {name}:", name in needs)  # (1)!
said = subprocess.check_output(["./digits"]).decode()
print(said)
found = np.array(said.split(), float)
assert np.abs(found - digits["logits"][0]).max() < 1e-5
assert "libcaffe2" in needs and "libpython" not in needs
