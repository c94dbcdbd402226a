"""Published numbers in sentences and charts."""

import math

import pytest

from bake.chart import Bar, collect_bars, render_chart
from bake.published import choose_spec, format_number, is_measured, list_repeats, summarise


@pytest.mark.parametrize(
    ("statistic", "value"),
    [("median", 2.0), ("min", 1.0), ("max", 9.0), ("spread", 8.0), ("count", 3.0)],
)
def test_statistics(statistic: str, value: float) -> None:
    assert summarise((9.0, 1.0, 2.0), statistic) == value


def test_numbers_that_are_not_finite_keep_their_names() -> None:
    assert [format_number(v, ".2f") for v in list_repeats(["nan", "inf", "-inf", -1.5])] == [
        "NaN",
        "∞",
        "−∞",
        "−1.50",
    ]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((10.02, 5.004), "10.02"),
        ((0.5235,), "0.5235"),
        ((174604259328.0,), "174,604,259,328"),
        ((0.0,), "0"),
        ((1.3e-6,), "1.30e−06"),
        ((math.nan, 0.25), "NaN"),
    ],
)
def test_chart_format_fits_the_numbers(values: tuple[float, ...], shown: str) -> None:
    assert format_number(values[0], choose_spec(values)) == shown


def test_unit_is_the_first_word_of_the_name() -> None:
    assert is_measured("seconds_of_tenths")
    assert not is_measured("accuracy")


def test_chart_draws_shares_of_the_largest_and_prints_spreads() -> None:
    bars = [Bar("fast", {"cpu": (1.5, 2.0, 3.0)}), Bar("<slow>", {"cpu": (8.0,)})]
    html = render_chart(bars, "seconds", "ko")
    assert '<th scope="col">초</th>' in html
    assert '<span class="bar s1" style="--share:0.2500"></span><span class="value">2.000' in html
    assert '<span class="spread">1.500–3.000</span>' in html
    assert "<code>&lt;slow&gt;</code>" in html
    assert "--share:1.0000" in html


def test_chart_has_a_series_for_each_runner_and_a_dash_for_what_is_missing() -> None:
    bars = [Bar("a", {"cpu": (1.0,), "nogil": (0.5,)}), Bar("b", {"cpu": (math.nan,)})]
    html = render_chart(bars, "seconds", "en")
    assert '<th scope="col">seconds</th><th scope="col">cpu</th><th scope="col">nogil</th>' in html
    assert '<span class="bar s2" style="--share:0.5000">' in html
    assert "<td>–</td>" in html
    assert "NaN" in html


def test_nothing_recorded_is_an_empty_chart() -> None:
    assert collect_bars([[], []], "seconds") == []
