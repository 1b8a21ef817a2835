"""Development zones: one form of their names."""

from __future__ import annotations

from ingest.zones import zone_form


def test_one_form_for_a_zone() -> None:
    assert zone_form("高新技术产业开发区") == zone_form("高新区") == "高新区"
    assert zone_form("西海岸") == "西海岸新区"
