# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# ///
# %% [markdown]
# Forward, backward and the running statistics, by hand and by torch.
# %% hand
import numpy as np
import torch

eps, momentum = 1e-5, 0.1


def forward(x, gamma, beta):  # x: (batch, features)
    mean, var = x.mean(0), x.var(0)  # (1)!
    x_hat = (x - mean) / np.sqrt(var + eps)
    return gamma * x_hat + beta, (x_hat, gamma, var)


def backward(d_y, saved):  # d_y: dL/dy, (batch, features)
    x_hat, gamma, var = saved
    d_beta = d_y.sum(0)
    d_gamma = (d_y * x_hat).sum(0)
    d_hat = d_y * gamma
    centred = d_hat - d_hat.mean(0)  # (2)!
    d_x = centred - x_hat * (d_hat * x_hat).mean(0)
    return d_x / np.sqrt(var + eps), d_gamma, d_beta


# %% compare
random = np.random.default_rng(0)
x = random.normal(3, 2, (8, 4))
d_y = random.normal(size=(8, 4))
gamma, beta = random.normal(size=(2, 4))
y, saved = forward(x, gamma, beta)
d_x, d_gamma, d_beta = backward(d_y, saved)

layer = torch.nn.BatchNorm1d(4, dtype=torch.float64)
layer.weight.data[:] = torch.tensor(gamma)
layer.bias.data[:] = torch.tensor(beta)
x_torch = torch.tensor(x, requires_grad=True)
y_torch = layer(x_torch)
y_torch.backward(torch.tensor(d_y))


def show(name, mine, theirs):
    same = np.allclose(mine, theirs.detach().numpy(), rtol=1e-9)
    print(f"{name:14} {'equal' if same else 'DIFFERENT'}")
    assert same


show("y", y, y_torch)
show("dL/dx", d_x, x_torch.grad)
show("dL/dgamma", d_gamma, layer.weight.grad)
show("dL/dbeta", d_beta, layer.bias.grad)

# %% running
mean = momentum * x.mean(0)  # (1)!
var = (1 - momentum) * 1 + momentum * x.var(0, ddof=1)  # (2)!
show("running mean", mean, layer.running_mean)
show("running var", var, layer.running_var)
biased = (1 - momentum) * 1 + momentum * x.var(0)
assert not np.allclose(biased, layer.running_var.numpy())
print("running var from var(ddof=0) differs")
