# /// script
# requires-python = ">=3.6"
# dependencies = ["torch==1.1.0"]
# [tool.bake]
# runners = ["py36-caffe2"]
# ///
# %% [markdown]
# The real Caffe2: train in Python, write two files, run from them.
# %% describe
import numpy as np
from caffe2.proto.caffe2_pb2 import NetDef
from caffe2.python import brew, model_helper, optimizer, workspace
from caffe2.python.predictor import mobile_exporter

rng = np.random.RandomState(0)
data = rng.randn(64, 10).astype(np.float32)
label = (data[:, 0] > 0).astype(np.int32)


def describe(model):
    brew.fc(model, "data", "hidden", 10, 16)  # (1)!
    brew.relu(model, "hidden", "hidden")
    brew.fc(model, "hidden", "scores", 16, 2)
    return model.net.Softmax("scores", "answer")


model = model_helper.ModelHelper("train")
answer = describe(model)
each = model.net.LabelCrossEntropy([answer, "label"], "each")
loss = model.net.AveragedLoss(each, "loss")
model.AddGradientOperators([loss])  # (2)!
optimizer.build_sgd(model, base_learning_rate=0.5)
print("training net:", len(model.net.Proto().op), "operators")

# %% train
workspace.FeedBlob("data", data)  # (1)!
workspace.FeedBlob("label", label)
model.param_init_net.Proto().device_option.random_seed = 1
workspace.RunNetOnce(model.param_init_net)  # (2)!
workspace.CreateNet(model.net)
workspace.RunNet(model.net)
first = workspace.FetchBlob("loss")
workspace.RunNet(model.net, 99)  # (3)!
last = workspace.FetchBlob("loss")
print(f"100 updates: loss {first:.3f} -> {last:.3f}")
assert last < 0.1 * first

# %% export
deploy = model_helper.ModelHelper("deploy", init_params=False)  # (1)!
deploy.net.AddExternalOutput(describe(deploy))
workspace.RunNetOnce(deploy.net)
expected = workspace.FetchBlob("answer")
nets = mobile_exporter.Export(workspace, deploy.net, deploy.params)
for name, net in zip(("init_net.pb", "predict_net.pb"), nets):
    with open(name, "wb") as file:
        file.write(net.SerializeToString())
    kinds = dict.fromkeys(op.type for op in net.op)
    print(f"{name}: {len(net.op)} operators,", *kinds)

# %% predict
workspace.ResetWorkspace()  # (1)!
init_net = open("init_net.pb", "rb").read()
predict_net = open("predict_net.pb", "rb").read()
predictor = workspace.Predictor(init_net, predict_net)
(found,) = predictor.run([data])  # (2)!
print("answers of the files:", *(f"{p:.4f}" for p in found[:4, 1]))
print("labels:", *label[:4])
assert np.array_equal(found, expected)

# %% rescue
workspace.RunNetOnce(NetDef.FromString(init_net))  # (1)!
weights = {n: workspace.FetchBlob(n) for n in workspace.Blobs()}
print(*(f"{n}{w.shape}" for n, w in weights.items()))
np.savez("weights.npz", **weights)
