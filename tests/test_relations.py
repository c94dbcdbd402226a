"""What the prose says of measurements, asserted on the committed records.

The snippets assert the same when they are baked afresh: ratios and orders, never seconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bake.published import find_values, summarise
from bake.record import Record, find_records, read_record

ROOT = Path(__file__).parent.parent
RELATION = re.compile(r"(\S+) ([<>]) (?:([\d.]+) × )?(\S+)")
RELATIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "about/speed_tools.py": {
        "peer-tools": (
            "seconds_cold.mkdocs_jupyter > 2 × seconds_cold.this_house",
            "seconds_cold.myst_nb > 2 × seconds_cold.this_house",
            "many_cold.mkdocs_jupyter > 2 × many_cold.this_house",
            "many_cold.myst_nb > 2 × many_cold.this_house",
            "seconds_cold.markdown_exec < 0.7 × seconds_cold.this_house_english",
            "seconds_cold.mkdocs_gallery < seconds_cold.this_house",
            *(
                f"{size}_{kind}.{peer} > {size}_{kind}.this_house"
                for size in ("seconds", "many")
                for kind in ("same", "code", "prose")
                for peer in ("mkdocs_jupyter", "myst_nb")
            ),
            *(
                f"{kind}.{peer} > {kind}.this_house"
                for kind in ("seconds_prose", "many_same", "many_prose")
                for peer in ("mkdocs_gallery", "sphinx_gallery", "markdown_exec")
            ),
            *(
                f"seconds_{kind}.{peer} > seconds_{kind}.this_house_english"
                for kind in ("same", "code", "prose")
                for peer in (
                    *("mkdocs_jupyter", "myst_nb"),
                    *("mkdocs_gallery", "sphinx_gallery", "markdown_exec"),
                )
            ),
            "many_same.sphinx_gallery < many_same.this_house_english",
            "seconds_same.this_house < 0.7 × seconds_same.bare_mkdocs",
            "many_same.this_house < many_same.this_house_english",
            "many_prose.this_house < many_prose.this_house_english",
            "many_code.sphinx_gallery > many_code.this_house",
            "many_code.sphinx_gallery < 1.2 × many_code.this_house",
            "seconds_code.mkdocs_gallery < seconds_code.this_house",
            "seconds_code.markdown_exec < seconds_code.this_house",
        )
    },
    "concurrency/six_ways.py": {
        "cpu": (
            "seconds.threading < 0.7 × seconds.sequential",
            "seconds.thread_pool < 0.7 × seconds.sequential",
            "seconds.multiprocessing < 0.7 × seconds.sequential",
            "seconds.asyncio < 0.7 × seconds.sequential",
            "seconds.gevent_unpatched > 0.9 × seconds.sequential",
            "seconds_of_tenths.gevent_unpatched > 0.9 × seconds_of_tenths.sequential",
        )
    },
    "concurrency/post_office.py": {
        "cpu": (
            "seconds.hundred_clerks < 0.2 × seconds.one_clerk",
            "seconds.drop_off < 0.2 × seconds.one_clerk",
            "seconds.tickets > 0.9 × seconds.one_clerk",
        )
    },
    "concurrency/two_threads.py": {
        **dict.fromkeys(
            ("cpu", "py312", "py313", "py314", "py315"),
            ("seconds.in_threads > 0.75 × seconds.in_sequence",),
        ),
        "nogil": ("seconds.in_threads < 0.75 × seconds.in_sequence",),
    },
    "concurrency/thread_scaling.py": {
        "cpu": ("seconds.two > 0.75 × seconds.one", "seconds.four > 0.75 × seconds.one"),
        "nogil": (
            "ratio.two < 0.75 × ratio.one",
            "ratio.four < 0.75 × ratio.one",
            "seconds.four > 0.8 × seconds.two",
        ),
    },
    "concurrency/gil_released.py": {
        "cpu": (
            "ratio.sleep < 0.8 × ratio.python_loop",
            "ratio.socket_recv < 0.8 × ratio.python_loop",
            "ratio.sha256_big < 0.8 × ratio.python_loop",
            "ratio.zlib_big < 0.8 × ratio.python_loop",
            "ratio.sha256_small > 0.8 × ratio.python_loop",
        )
    },
    "concurrency/lost_updates.py": {
        **dict.fromkeys(
            ("cpu", "py312", "py313", "py314", "py315"),
            ("kept.call < kept.locked", "kept.bare > 0.999999 × kept.locked"),
        ),
        "nogil": ("kept.call < kept.locked", "kept.bare < kept.locked"),
    },
    "concurrency/start_methods.py": dict.fromkeys(
        ("cpu", "py314", "py315"),
        (
            "milliseconds.spawn > 2 × milliseconds.fork",
            "milliseconds.spawn > milliseconds.forkserver",
            "milliseconds.forkserver > milliseconds.fork",
        ),
    ),
    "concurrency/two_pools.py": {
        "cpu": (
            "seconds.processes < 0.8 × seconds.serial",
            "seconds.threads > 0.8 × seconds.serial",
        ),
        "nogil": (
            "seconds.processes < 0.8 × seconds.serial",
            "seconds.threads < 0.75 × seconds.serial",
        ),
    },
    "concurrency/three_pools.py": dict.fromkeys(
        ("py314", "py315"),
        (
            "seconds.interpreters < 0.85 × seconds.serial",
            "seconds.processes < 0.85 × seconds.serial",
            "seconds.threads > 0.85 × seconds.serial",
        ),
    ),
    "concurrency/gen_memory.py": {
        "cpu": (
            "alive.with_lists_1000 > 50 × alive.with_lists_10",
            "alive.with_generators_1000 < 1.001 × alive.with_generators_10",
            "alive.with_generators_1000 < 0.01 × alive.with_lists_1000",
        )
    },
    "concurrency/two_hundred_clients.py": {
        "cpu": ("seconds.clients_200 < 5 × seconds.clients_1",),
    },
    "concurrency/starved_clock.py": {
        "cpu": (
            "milliseconds.sleep_0 < 0.5 × milliseconds.inline",
            "milliseconds.thread < 0.5 × milliseconds.inline",
        ),
    },
    "concurrency/calls_on_pool.py": {
        "cpu": (
            "seconds.on_pool < 0.5 × seconds.in_sequence",
            "seconds.executor_map < 0.5 × seconds.in_sequence",
            "seconds.on_pool < 1.3 × seconds.executor_map",
        ),
    },
    "initialization/line_by_hand.py": {"cpu": ("line.last < 0.1 × line.first",)},
    "initialization/more_parameters.py": {
        "cpu": ("seen.10 < seen.2", "unseen.10 > unseen.2"),
    },
    "initialization/resnet50_keras.py": {
        "cpu": ("count.averages > 1.999 × count.biases", "count.averages < 2.001 × count.biases"),
    },
    "initialization/where_random.py": {
        "cpu": (
            "accuracy.random_zeros > 1.2 × accuracy.constant_constant",
            "accuracy.zeros_random > 1.2 × accuracy.constant_constant",
        )
    },
    "initialization/compromise.py": {
        "cpu": (
            "backward.keep_forward < backward.glorot",
            "forward.glorot > forward.keep_forward",
            "forward.glorot < forward.keep_backward",
        )
    },
    "initialization/he_second_moment.py": {
        "cpu": (
            "ratio.off < 3 × theory.mean",
            "ratio.median < 0.9 × theory.mean",
            "ratio.spread > 0.85 × theory.spread",
            "ratio.spread < 1.15 × theory.spread",
        )
    },
    "initialization/activations_sigmoid.py": {
        "cpu": (
            "saturated.one_5 > 0.5 × saturated.one_1",
            "std.hundredth_5 > 0.8 × std.hundredth_2",
            "std_of_unit.hundredth_5 < 0.000001 × std.hundredth_5",
            "std_of_unit.hundredth_3 < 0.03 × std_of_unit.hundredth_2",
            "std_of_unit.hundredth_3 > 0.02 × std_of_unit.hundredth_2",
            "std_of_unit.xavier_3 < 0.25 × std_of_unit.xavier_2",
            "std_of_unit.he_5 < 0.05 × std.he_5",
        )
    },
    "initialization/activations_tanh.py": {
        "cpu": (
            "saturated.one_5 > 0.95 × saturated.one_1",
            "std.hundredth_5 < 0.11 × std.hundredth_4",
            "std.xavier_5 < std.xavier_1",
            "std.he_5 > 0.95 × std.he_4",
            "std_of_unit.xavier_5 > 0.95 × std.xavier_5",
        )
    },
    "initialization/activations_relu.py": {
        "cpu": (
            "std.one_5 > 1000000000 × std.hundredth_5",
            "std.xavier_5 < 0.8 × std.xavier_4",
            "std.he_5 > 0.9 × std.he_1",
            "zeros.he_5 > 0.999999 × zeros.one_5",
            "zeros.he_5 < 1.000001 × zeros.one_5",
            "zeros.xavier_5 > 0.999999 × zeros.one_5",
            "zeros.xavier_5 < 1.000001 × zeros.one_5",
        )
    },
    "initialization/gradients.py": {
        "cpu": (
            "norm.sigmoid_hundredth_1 < 0.0000001 × norm.sigmoid_hundredth_6",
            "norm.sigmoid_hundredth_3 < 0.03 × norm.sigmoid_hundredth_4",
            "norm.sigmoid_hundredth_3 > 0.02 × norm.sigmoid_hundredth_4",
            "norm.sigmoid_xavier_3 < 0.26 × norm.sigmoid_xavier_4",
            "norm.sigmoid_one_1 > norm.sigmoid_he_1",
            "norm.sigmoid_he_1 > norm.sigmoid_xavier_1",
            "norm.sigmoid_xavier_1 > norm.sigmoid_hundredth_1",
            "norm.tanh_hundredth_1 > 0.9 × norm.tanh_hundredth_6",
            "norm.relu_hundredth_1 > 0.9 × norm.relu_hundredth_6",
            "norm.relu_one_1 < norm.relu_one_2",
            "norm.tanh_one_1 > 10 × norm.tanh_one_6",
        )
    },
    "initialization/gradients_mnist.py": {
        "cpu": (
            "norm.hundredth_1 < 0.000001 × norm.hundredth_6",
            "norm.one_1 > norm.he_1",
            "norm.he_1 > norm.xavier_1",
        )
    },
    "initialization/gradients_torch.py": {
        "cpu": ("norm.hundredth_1 < 0.000001 × norm.hundredth_6",),
    },
    "initialization/gradients_depth.py": {
        "cpu": (
            "norm.sigmoid_xavier_20 < 0.000001 × norm.sigmoid_xavier_5",
            "norm.sigmoid_hundredth_20 < 0.000001 × norm.sigmoid_xavier_20",
            "norm.relu_he_20 > 0.5 × norm.relu_he_5",
            "norm.relu_xavier_20 < 0.05 × norm.relu_xavier_5",
            "norm.tanh_xavier_20 > 0.2 × norm.tanh_xavier_5",
            "norm.tanh_xavier_20 < norm.tanh_xavier_5",
        )
    },
    "initialization/torch_default.py": {
        "cpu": ("std.default < 0.41 × std.he", "std.default > 0.4 × std.he"),
    },
    "concurrency/six_ways_compute.py": {
        "cpu": (
            "ratio.threading > 0.85 × ratio.sequential",
            "ratio.thread_pool > 0.85 × ratio.sequential",
            "ratio.asyncio > 0.85 × ratio.sequential",
            "ratio.multiprocessing < 0.85 × ratio.sequential",
            "ratio.process_pool < 0.85 × ratio.sequential",
        ),
        "nogil": (
            "ratio.threading < 0.85 × ratio.sequential",
            "ratio.thread_pool < 0.85 × ratio.sequential",
            "ratio.asyncio > 0.85 × ratio.sequential",
            "ratio.multiprocessing < 0.85 × ratio.sequential",
            "ratio.process_pool < 0.85 × ratio.sequential",
        ),
        "py314": (
            "ratio.threading > 0.85 × ratio.sequential",
            "ratio.thread_pool > 0.85 × ratio.sequential",
            "ratio.asyncio > 0.85 × ratio.sequential",
            "ratio.multiprocessing < ratio.sequential",
            "ratio.process_pool < ratio.sequential",
            "ratio.interpreters < ratio.sequential",
        ),
    },
    "concurrency/six_ways_compute_gevent.py": {
        "cpu": ("seconds.gevent_patched > 0.85 × seconds_beside.sequential",),
    },
    "concurrency/numpy_loops.py": {
        "cpu": (
            "milliseconds.add_list_loop > 10 × milliseconds.add_array",
            "milliseconds.sqrt_list_loop > 10 × milliseconds.sqrt_array",
            "milliseconds.add_array_loop > 1.2 × milliseconds.add_list_loop",
        ),
    },
    "concurrency/matmul_loops.py": {
        "cpu": ("milliseconds.three_loops > 50 × milliseconds.at_sign",),
    },
    "concurrency/memory_walk.py": {
        "cpu": (
            "milliseconds.columns > 2 × milliseconds.rows",
            "milliseconds.columns > 2 × milliseconds.columns_fortran",
        ),
    },
    "concurrency/openmp_gcc.py": {
        "cpu": ("milliseconds.gcc_two < 0.8 × milliseconds.gcc_one",),
    },
    "concurrency/numba_prange.py": {
        "cpu": ("milliseconds.numba_two < 0.8 × milliseconds.numba_one",),
    },
    "concurrency/loop_stall.py": {
        **dict.fromkeys(
            ("cpu", "py314"),
            (
                "milliseconds.inline > 3 × milliseconds.idle",
                "milliseconds.inline > 2 × milliseconds.pieces",
                "milliseconds.inline > 2 × milliseconds.to_thread",
                "milliseconds.to_thread > 1.2 × milliseconds.idle",
                "milliseconds.process_pool < milliseconds.to_thread",
            ),
        ),
        "nogil": (
            "milliseconds.inline > 3 × milliseconds.idle",
            "milliseconds.inline > 2 × milliseconds.pieces",
            "milliseconds.inline > 2 × milliseconds.process_pool",
            "milliseconds.to_thread < 1.4 × milliseconds.idle",
        ),
    },
    "concurrency/switch_interval.py": {
        "cpu": (
            "milliseconds.short < milliseconds.default",
            "milliseconds.default < milliseconds.long",
        ),
    },
    "concurrency/simd_off.py": {
        "cpu": ("ratio.exp > ratio.add", "ratio.sin > ratio.add"),
    },
    "concurrency/choose_waiting.py": {
        "cpu": (
            "seconds.thread_pool < 0.5 × seconds.sequential",
            "seconds.thread_pool < 0.9 × seconds.process_pool",
            "seconds.coroutines > 0.9 × seconds.sequential",
        ),
    },
    "concurrency/choose_connections.py": {
        "cpu": (
            "megabytes.coroutines < 0.7 × megabytes.threads",
            "megabytes.coroutines < 0.9 × megabytes.greenlets",
        ),
    },
    "concurrency/choose_machines.py": {
        "cpu": (
            "seconds.dask_both < 0.8 × seconds.dask_here",
            "seconds.dask_both < 0.9 × seconds.processes_here",
            "seconds.dask_both < 0.9 × seconds.threads_here",
        ),
    },
    "concurrency/handoff_redis.py": {
        "cpu": (
            "seconds.over_redis < 0.6 × seconds.in_sequence",
            "seconds.only_hand_off < 0.1 × seconds.in_sequence",
        )
    },
    "concurrency/engine_costs.py": {
        "cpu": (
            "seconds.process_pool < 0.7 × seconds.dask",
            "seconds.process_pool < 0.7 × seconds.ray",
            "seconds.dask < seconds.ray",
            "milliseconds.process_pool < 0.7 × milliseconds.dask",
            "milliseconds.process_pool < 0.7 × milliseconds.ray",
            "milliseconds.ray < milliseconds.dask",
        )
    },
    "concurrency/tiny_tasks_broken.py": {"cpu": ("seconds.cluster_1 > seconds.here_1",)},
    "concurrency/tiny_tasks_fixed.py": {"cpu": ("seconds.cluster_100 < seconds.here_100",)},
    "concurrency/copy_or_share.py": {
        "cpu": ("milliseconds.shared < 0.5 × milliseconds.queue",),
    },
    "initialization/mnist_relu.py": {
        "cpu": (
            "accuracy.he > accuracy.xavier",
            "accuracy.xavier > 8 × accuracy.torch_default",
            "accuracy.xavier > 8 × accuracy.hundredth",
        ),
    },
    "initialization/mnist_sigmoid.py": {
        "cpu": ("accuracy.sigmoid_adam > 7 × accuracy.sigmoid_sgd",),
    },
    "initialization/digits_twin.py": {
        "cpu": (
            "accuracy.he > accuracy.xavier",
            "accuracy.xavier > 5 × accuracy.hundredth",
            "accuracy.zeros < 1.5 × accuracy.hundredth",
        ),
    },
    "initialization/bn_weight_scales.py": {
        "cpu": (
            "accuracy.bn_std_0.0316 > 5 × accuracy.plain_std_0.0316",
            "accuracy.bn_std_0.001 > 4 × accuracy.plain_std_0.001",
            "accuracy.bn_std_0.316 < 0.8 × accuracy.plain_std_0.316",
            "accuracy.bn_std_1 < 0.6 × accuracy.bn_std_0.0316",
            "accuracy.bn_std_0.001 < 0.9 × accuracy.bn_std_0.0316",
        ),
    },
    "initialization/bn_learning_rates.py": {
        "cpu": (
            "accuracy.bn_tenth > accuracy.plain_tenth",
            "accuracy.bn_one > accuracy.bn_tenth",
            "accuracy.bn_three > accuracy.bn_tenth",
        ),
    },
    "initialization/bn_order.py": {
        "cpu": (
            "accuracy.after_slow > accuracy.before_slow",
            "accuracy.before_fast > 1.2 × accuracy.after_slow",
        )
    },
    "initialization/bn_noise.py": {
        "cpu": (
            "accuracy.bn > accuracy.bn_without_noise",
            "accuracy.bn < 1.05 × accuracy.plain",
            "accuracy.dropout < 1.02 × accuracy.plain",
        ),
    },
    "frameworks/collatz_times.py": {
        "cpu": (
            "milliseconds.gcc_one < 0.5 × milliseconds.numpy",
            "milliseconds.opencl_two < 0.5 × milliseconds.numpy",
        ),
    },
    "frameworks/volume_openmp.py": {
        "cpu": (
            "fps.openmp_1024 > 1.3 × fps.numpy_1024",
            "fps.openmp_256 > 2.5 × fps.openmp_512",
            "fps.openmp_256 < 6 × fps.openmp_512",
        ),
    },
    "frameworks/volume_skipped.py": {
        "cpu": (
            "percent_busy.tiles_4_by_8 > percent_busy.rows_of_32",
            "percent_busy.rows_of_32 > 1.5 × percent_busy.random_32",
            "percent_busy.random_32 < 1.1 × percent_taken.until_dark",
        ),
    },
    "frameworks/matmul_sweep.py": {
        "cpu": (
            "tflops_float32.512 > 1.5 × tflops_float32.64",
            "tflops_float32.1024 < 2 × tflops_float32.256",
            "tflops_by_type.float32 > 1.3 × tflops_by_type.float64",
        ),
    },
    "frameworks/roofline.py": {
        "cpu": ("tflops.64 > 4 × tflops.1", "tflops.1024 < 4 × tflops.64"),
    },
    "frameworks/copy_bandwidth.py": {
        "cpu": (
            "gbps_of_copy.1_MB > 1.5 × gbps_of_copy.256_MB",
            "gbps_of_copy.1_MB > 1.5 × gbps_of_copy.4_KB",
        ),
    },
    "frameworks/matmul_transfer.py": {
        "cpu": (
            "tflops.64_alone > 1.1 × tflops.64_with_transfer",
            "tflops.256_alone > tflops.256_with_transfer",
            "tflops.1024_alone > tflops.1024_with_transfer",
        ),
    },
    "frameworks/conv_library.py": {
        "cpu": ("tflops.with_library > 1.2 × tflops.without",),
    },
    "frameworks/fft_library.py": {
        "cpu": ("milliseconds.library < 0.5 × milliseconds.by_definition",),
    },
    "frameworks/feeding_workers.py": {
        "cpu": (
            "seconds.workers_1 < 0.9 × seconds.workers_0",
            "seconds.workers_2 < seconds.workers_1",
            "seconds.workers_2 > seconds.floor",
            "seconds.workers_4 > seconds.floor",
        )
    },
    "frameworks/feeding_start.py": {
        "cpu": (
            "milliseconds.fork_kept_later < 0.5 × milliseconds.fork_later",
            "milliseconds.spawn_kept_later < milliseconds.fork_later",
            "milliseconds.spawn_kept_first > 5 × milliseconds.fork_kept_first",
        )
    },
    "frameworks/feeding_ahead.py": {"cpu": ("seconds.ahead_8 < 0.9 × seconds.ahead_1",)},
    "frameworks/feeding_thread.py": {
        "cpu": (
            "ratio.parse > 1.1 × ratio.wait",
            "ratio.parse_switching < ratio.parse",
        )
    },
    "frameworks/feeding_storage.py": {
        "cpu": (
            "milliseconds.files > 5 × milliseconds.map",
            "milliseconds.map > 2 × milliseconds.ram",
            "milliseconds.map > 2 × milliseconds.map_plain",
            "milliseconds.map_cold > milliseconds.map",
            "milliseconds.files_cold > milliseconds.files",
            "milliseconds.map_cold < milliseconds.files_cold",
            "megabytes.map_cold > megabytes.files_cold",
        )
    },
    "frameworks/feeding_starved.py": {
        "cpu": (
            "seconds.workers_1 < 0.9 × seconds.workers_0",
            "seconds.workers_2 < 0.9 × seconds.workers_0",
        )
    },
    "frameworks/tf_function.py": {
        "cpu": (
            "traces.numbers > 5 × traces.tensors",
            "traces.numbers > 5 × traces.input_signature",
        ),
    },
    "frameworks/torch_loop.py": {
        "cpu": ("accuracy.after > 1.5 × accuracy.before", "loss.last < 0.5 × loss.first")
    },
    "frameworks/compile_cost.py": {
        "cpu": (
            "seconds.another < 0.5 × seconds.first_call",
            "seconds.from_cache < 0.5 × seconds.another",
            "milliseconds.compiled < 0.67 × milliseconds.eager",
        )
    },
    "frameworks/graph_growth.py": {
        "cpu": ("nodes.longest > nodes.static", "nodes.static > nodes.shortest"),
    },
    "frameworks/graph_times.py": {
        "cpu": (
            "milliseconds_many.tensorflow_graph < 0.5 × milliseconds_many.tensorflow_eager",
            "milliseconds_many.jax_graph < 0.5 × milliseconds_many.jax_eager",
            "milliseconds_few.tensorflow_graph > 0.6 × milliseconds_few.tensorflow_eager",
            "milliseconds_few.tensorflow_graph < 1.6 × milliseconds_few.tensorflow_eager",
            "milliseconds_few.jax_graph > 0.6 × milliseconds_few.jax_eager",
            "milliseconds_few.jax_graph < 1.6 × milliseconds_few.jax_eager",
            "milliseconds.new_number > 3 × milliseconds.new_tensor",
        ),
    },
    "frameworks/digits_train.py": {
        "cpu": ("bytes.digits.npz > bytes.digits.onnx",),
    },
    "frameworks/digits_prepare.py": {
        "cpu": (
            "right.corner_made > 2 × right.corner_plain",
            "right.tiny_made < right.large_made",
            "score.1_with_foot < 0.7 × score.1_one_stroke",
        )
    },
    "frameworks/digits_aoti.py": {
        "cpu": ("megabytes.libtorch_cpu.so > 100 × megabytes.digits.pt2",),
    },
    "frameworks/concat_matrix.py": {
        "cpu": (
            "count.warned < 0.5 × count.silent",
            "count.silent < count.changed",
            "kept.object < 0.6 × kept.float64",
        ),
        "pandas2": ("count.changed < 0.5 × count.warned", "kept.object > 0.9 × kept.float64"),
    },
    "frameworks/concat_bool.py": {
        "cpu": ("true_values.nan_first < true_values.nan_last",),
        "pandas2": ("true_values.nan_last < true_values.stated",),
    },
    "frameworks/keras_on_jax.py": {
        "cpu": ("same_digits.keras_jax_float64 < 1.5 × same_digits.keras_jax_float32",),
    },
    "frameworks/keras_on_torch.py": {
        "cpu": ("same_digits.keras_torch_float64 < 1.5 × same_digits.keras_torch_float32",),
    },
    "frameworks/keras_on_tensorflow.py": {
        "cpu": ("same_digits.keras_tensorflow_float64 > 2 × same_digits.keras_tensorflow_float32",),
    },
}


def list_cases() -> list[tuple[str, str, str]]:
    return [
        (file, runner, relation)
        for file, by_runner in RELATIONS.items()
        for runner, relations in by_runner.items()
        for relation in relations
    ]


@pytest.mark.parametrize(("file", "runner", "relation"), list_cases())
def test_relation_holds_in_the_record(file: str, runner: str, relation: str) -> None:
    record = read_record(ROOT, runner, file)
    assert isinstance(record, Record), str(record)
    match = RELATION.fullmatch(relation)
    assert match, relation
    left, right = (_read_median(record, match[group]) for group in (1, 4))
    factor = float(match[3] or 1)
    holds = left < factor * right if match[2] == "<" else left > factor * right
    assert holds, f"{relation}: {left} and {right}"


def _read_median(record: Record, number: str) -> float:
    name, label = number.split(".", 1)
    values = find_values(record, name, label)
    assert not isinstance(values, str), values
    return summarise(values, "median")


def test_every_recorded_runner_of_a_related_file_is_held_to_something() -> None:
    """Not a browser's: its records decide the button, and no page reads a number from them."""
    found = [(name, runner) for runner, name in find_records(ROOT) if runner != "browser"]
    recorded = {(name, runner) for name, runner in found if name in RELATIONS}
    related = {(file, runner) for file, by_runner in RELATIONS.items() for runner in by_runner}
    assert recorded - related <= {("concurrency/gil_released.py", "nogil")}
