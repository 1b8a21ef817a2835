"""Which model is configured: read from the environment, told in plain words where it can't be used, without its key."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from assistant.model import ModelSettings, chat_model, configured, plainly
from ingest.errors import MissingExtra, NianbaoError


def test_nothing_is_configured_by_itself() -> None:
    assert configured({}) is None
    assert configured({"NIANBAO_LLM": "  ", "OPENAI_API_KEY": "sk-secret-000000"}) is None


@pytest.mark.parametrize(
    ("environ", "label", "server", "local"),
    [
        (
            {"NIANBAO_LLM": "openai:qwen3-32b", "OPENAI_BASE_URL": "http://10.0.0.5:8000/v1"},
            "qwen3-32b",
            "10.0.0.5:8000",
            False,
        ),
        (
            {"NIANBAO_LLM": "openai:Qwen/Qwen3-32B", "OPENAI_BASE_URL": "http://localhost:8080/v1"},
            "Qwen3-32B",
            "localhost:8080",
            True,
        ),
        ({"NIANBAO_LLM": "openai:gpt-x"}, "gpt-x", "api.openai.com", False),
        ({"NIANBAO_LLM": "ollama:qwen3:8b"}, "qwen3:8b", "ollama", False),
        (
            {"NIANBAO_LLM": "google_genai:gemini-x", "OPENAI_BASE_URL": "http://10.0.0.5/v1"},
            "gemini-x",
            "google_genai",
            False,
        ),
    ],
)
def test_where_it_goes_is_known(environ: dict[str, str], label: str, server: str, local: bool) -> None:
    settings = configured(environ)
    assert settings is not None
    assert (settings.label, settings.server, settings.local) == (label, server, local)


def test_a_price_is_read() -> None:
    settings = configured({"NIANBAO_LLM": "openai:m", "NIANBAO_LLM_PRICE": "2/8 元"})
    assert settings is not None
    assert settings.price is not None
    assert settings.price.of(1_000_000, 500_000) == Decimal(6)
    assert settings.price.currency == "元"


@pytest.mark.parametrize(
    "environ",
    [
        {"NIANBAO_LLM": "qwen"},
        {"NIANBAO_LLM": "openai:"},
        {"NIANBAO_LLM": "http://x"},
        {"NIANBAO_LLM": "openai:m", "NIANBAO_LLM_PRICE": "cheap"},
    ],
)
def test_what_cannot_be_read_is_said(environ: dict[str, str]) -> None:
    with pytest.raises(NianbaoError, match="NIANBAO_LLM"):
        configured(environ)


def test_a_missing_package_is_named() -> None:
    with pytest.raises(MissingExtra, match="langchain-anthropic"):
        chat_model(ModelSettings("anthropic", "claude-x"), 1, 10)
    with pytest.raises(NianbaoError, match="no_such_provider"):
        chat_model(ModelSettings("no_such_provider", "x"), 1, 10)


def test_openai_itself_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(NianbaoError, match="OPENAI_API_KEY"):
        chat_model(ModelSettings("openai", "x"), 1, 10)
    chat_model(ModelSettings("openai", "x", "http://127.0.0.1:1/v1"), 1, 10)


def test_keys_are_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-123456")
    settings = ModelSettings("openai", "x", "http://127.0.0.1:1/v1")
    assert "secret" not in repr(settings) + repr(chat_model(settings, 1, 10))
    assert "secret" not in plainly(ValueError("Incorrect API key provided: sk-secret-123456."))


def test_configuring_loads_nothing_heavy() -> None:
    code = (
        "import os, sys; os.environ['NIANBAO_LLM'] = 'openai:m'; from assistant.writer import Writer; from assistant.chat import Conversation; "
        "assert Writer.configured().settings.label == 'm'; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert {"langchain", "langchain_core", "openai", "torch"} & {
        name.split(".")[0] for name in done.stdout.split()
    } == set()
