# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# Backpropagation by hand, checked against differences of the loss.
# %% network
import numpy as np

FUNCTIONS = {  # (1)!
    "sigmoid": (lambda a: 1 / (1 + np.exp(-a)), lambda x: x * (1 - x)),
    "tanh": (np.tanh, lambda x: 1 - x**2),
    "relu": (lambda a: np.maximum(a, 0), lambda x: x > 0),
}


def forward(weights, x, function):
    outputs = [x]
    for w in weights[:-1]:
        outputs.append(FUNCTIONS[function][0](outputs[-1] @ w))
    scores = outputs[-1] @ weights[-1]
    scores = scores - scores.max(axis=1, keepdims=True)  # (2)!
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return outputs, logs


def backward(weights, x, classes, function):
    outputs, logs = forward(weights, x, function)
    delta = (np.exp(logs) - np.eye(10)[classes]) / len(x)  # (3)!
    gradients = []
    for w, x in zip(weights[::-1], outputs[::-1]):
        gradients.append(x.T @ delta)  # (4)!
        delta = (delta @ w.T) * FUNCTIONS[function][1](x)  # (5)!
    return gradients[::-1]


# %% check
def loss(weights, x, classes, function):
    logs = forward(weights, x, function)[1]
    return -logs[np.arange(len(x)), classes].mean()


rng = np.random.default_rng(0)
x, classes = rng.standard_normal((6, 4)), rng.integers(10, size=6)
weights = [rng.standard_normal(s) for s in ((4, 5), (5, 5), (5, 10))]
for function in FUNCTIONS:
    gradients = backward(weights, x, classes, function)
    for w, gradient in zip(weights, gradients):
        for place in np.ndindex(w.shape):  # (1)!
            kept, losses = w[place], []
            for step in (1e-5, -1e-5):
                w[place] = kept + step
                losses.append(loss(weights, x, classes, function))
            w[place] = kept
            difference = (losses[0] - losses[1]) / 2e-5  # (2)!
            assert abs(difference - gradient[place]) < 1e-8
    print(function, "agrees at all", sum(w.size for w in weights))

# %% balance
gradients = backward(weights, x, classes, "relu")
products = [np.sum(w * g) for w, g in zip(weights, gradients)]
print("relu:", *(f"{product:.6f}" for product in products))
assert max(products) - min(products) < 1e-12
