# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# [tool.bake]
# publish = ["count", "mb"]
# ///
# %% [markdown]
# ResNet-50 built from its published shapes, and counted.
# %% build
import torch
from torch import nn

torch.set_default_device("meta")


def conv(fan_in, fan_out, size, stride=1):
    return nn.Sequential(
        nn.Conv2d(fan_in, fan_out, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(fan_out),  # (1)!
    )


class Bottleneck(nn.Module):
    def __init__(self, wide_in, narrow, stride):
        super().__init__()
        wide = 4 * narrow
        self.path = nn.Sequential(
            conv(wide_in, narrow, 1),
            nn.ReLU(),
            conv(narrow, narrow, 3, stride),
            nn.ReLU(),
            conv(narrow, wide, 1),
        )
        same = wide_in == wide
        self.skip = (  # (2)!
            nn.Identity() if same else conv(wide_in, wide, 1, stride)
        )

    def forward(self, x):
        return torch.relu(self.path(x) + self.skip(x))


stages = [conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
wide = 64
for narrow, blocks in (64, 3), (128, 4), (256, 6), (512, 3):  # (3)!
    for number in range(blocks):
        stride = 2 if number == 0 and narrow > 64 else 1
        stages.append(Bottleneck(wide, narrow, stride))
        wide = 4 * narrow
head = [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(wide, 1000)]
model = nn.Sequential(*stages, *head)

# %% count
total = sum(p.numel() for p in model.parameters())
convs = [m for m in model.modules() if isinstance(m, nn.Conv2d)]
channels = sum(c.out_channels for c in convs)
print(tuple(model(torch.empty(1, 3, 224, 224)).shape))  # (1)!
print(f"{len(convs)} convolutions, {channels:,} channels out")
print(f"parameters {total:,}")
assert total == 25_557_032
count = {"total": total, "channels": channels}
mb = {"fp32": round(4 * total / 1e6, 1)}
mb["bf16"] = round(2 * total / 1e6, 1)
print(mb)
