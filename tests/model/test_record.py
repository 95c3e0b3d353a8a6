import json
from dataclasses import asdict

import pytest

from volgens.model import Base, Derived
from volgens.model.record import plain


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (3, "3"), (2.5, "2.5"), (0.0, "0"), (5_500_000.0, "5500000"), (1e300, "1e+300")]
)
def test_whole_numbers_are_written_without_a_point(value, written):
    assert json.dumps(plain(value)) == written


def test_base_and_arithmetic_hold_integers_where_whole():
    assert json.dumps(
        [asdict(Base(984.0, "km2")), asdict(Derived(393.6, None, "km2")), asdict(Derived(60.0, 60, "km2"))]
    ) == (
        '[{"value": 984, "unit": "km2"}, {"low": 393.6, "high": null, "unit": "km2"}, {"low": 60, "high": 60, "unit": "km2"}]'
    )
