"""The same net in every framework: the losses in the committed records are equal."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from bake.record import Record, find_records, read_record

ROOT = Path(__file__).parent.parent
BY_HAND = "frameworks/net_numpy.py"
BACKENDS = ("jax", "tensorflow", "torch")
SAME = (
    *(f"frameworks/net_{name}.py" for name in ("jax", "tensorflow", "torch")),
    *(f"frameworks/keras_on_{name}.py" for name in BACKENDS),
)
RECORDED = [(name, runner) for runner, name in find_records(ROOT) if name in SAME]
DEPLOYED = {
    "frameworks/digits_onnx.py": "cpu",
    "frameworks/digits_node.py": "cpu",
    "frameworks/digits_aoti.py": "cpu",
    "frameworks/digits_executorch.py": "executorch",
}
STEPS = 20
TOLERANCE = 1e-5


def read_losses(runner: str, file: str) -> dict[str, float]:
    """The loss before the first step and after each."""
    record = read_record(ROOT, runner, file)
    assert isinstance(record, Record), str(record)
    return {step: float(str(loss)) for step, loss in record.run.published["loss"].items()}


def read_printed(runner: str, file: str) -> str:
    """All that a recorded run printed."""
    record = read_record(ROOT, runner, file)
    assert isinstance(record, Record), str(record)
    return "".join(output.stdout for output in record.run.outputs)


@pytest.mark.parametrize("file", SAME)
def test_every_framework_has_a_record_to_compare(file: str) -> None:
    assert (file, "cpu") in RECORDED


@pytest.mark.parametrize(("file", "runner"), RECORDED)
def test_losses_equal_those_of_the_hand_written_gradients(file: str, runner: str) -> None:
    by_hand, found = read_losses("cpu", BY_HAND), read_losses(runner, file)
    assert list(found) == list(by_hand) == [f"step_{step}" for step in range(STEPS + 1)]
    assert found == pytest.approx(by_hand, abs=TOLERANCE, rel=0)


@pytest.mark.parametrize(("file", "runner"), RECORDED)
def test_rounding_alone_separates_a_framework_from_the_hand(file: str, runner: str) -> None:
    record = read_record(ROOT, runner, file)
    assert isinstance(record, Record), str(record)
    digits = {label: float(str(v)) for label, v in record.run.published["same_digits"].items()}
    (single,) = (value for label, value in digits.items() if label.endswith("float32"))
    (double,) = (value for label, value in digits.items() if label.endswith("float64"))
    assert 6 < single < 8
    assert "keras" in file or double > 15


def test_the_net_learns_so_that_equal_losses_mean_equal_steps() -> None:
    losses = list(read_losses("cpu", BY_HAND).values())
    assert losses[-1] < 0.2 * losses[0]
    assert min(before - after for before, after in pairwise(losses)) > 1e-3


def test_the_exhibit_of_2018_prints_the_same_losses() -> None:
    shown = read_printed("cpu", BY_HAND).splitlines()[0].split()
    then = read_printed("py36-tf1", "frameworks/keras_then.py").splitlines()[-1].split()
    numbers = [[float(number) for number in line] for line in (shown, then)]
    assert len(shown) == 5
    assert numbers[1] == pytest.approx(numbers[0], abs=TOLERANCE, rel=0)


def test_the_three_keras_files_differ_only_by_the_name_of_the_backend() -> None:
    texts = set()
    for name in BACKENDS:
        text = (ROOT / "snippets" / f"frameworks/keras_on_{name}.py").read_text(encoding="utf-8")
        text = re.sub(r"# dependencies = .*", "", text)
        assert f'os.environ["KERAS_BACKEND"] = "{name}"' in text
        texts.add(text.replace(f'"{name}"', "").replace(f"on {name}.", ""))
    assert len(texts) == 1


@pytest.mark.parametrize(("file", "runner"), DEPLOYED.items())
def test_every_deployment_gives_the_ten_numbers_of_pytorch(file: str, runner: str) -> None:
    trained = read_record(ROOT, "cpu", "frameworks/digits_train.py")
    deployed = read_record(ROOT, runner, file)
    assert isinstance(trained, Record) and isinstance(deployed, Record)
    expected = json.loads(trained.run.kept["digits.json"])["logits"]
    found = deployed.run.published["logits"]
    assert list(found) == [f"digit_{digit}" for digit in range(10)]
    numbers = [float(str(number)) for number in found.values()]
    assert numbers == pytest.approx(expected, abs=TOLERANCE, rel=0)


def test_the_runtimes_outweigh_the_model_by_far() -> None:
    trained = read_record(ROOT, "cpu", "frameworks/digits_train.py")
    assert isinstance(trained, Record)
    model = len(trained.run.kept["digits.onnx"])
    assert model < len(trained.run.kept["digits.npz"])
    for name in ("onnx", "node"):
        record = read_record(ROOT, "cpu", f"frameworks/digits_{name}.py")
        assert isinstance(record, Record)
        (megabytes,) = record.run.published["megabytes"].values()
        assert float(str(megabytes)) * 1e6 > 100 * model


def test_caffe2_in_cpp_prints_the_numbers_that_executorch_gives_today() -> None:
    """Each is held to those of PyTorch by its own run; here one is held to the other."""
    printed = read_printed("py36-caffe2", "frameworks/caffe2_digits.py").splitlines()[-2:]
    then = [float(number) for line in printed for number in line.split()]
    record = read_record(ROOT, "executorch", "frameworks/digits_executorch.py")
    assert isinstance(record, Record), str(record)
    now = [float(str(number)) for number in record.run.published["logits"].values()]
    assert len(now) == 10
    assert then == pytest.approx(now, abs=TOLERANCE, rel=0)
