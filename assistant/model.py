"""Which language model is configured, if any: read from the environment, and made into a LangChain chat model when used.

Nothing of LangChain is imported before a model is really called.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from ingest.errors import MissingExtra, NianbaoError
from ingest.strings import Language, say

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Use = Literal["always", "auto", "never"]
"""When the model is asked: for every answer that can be worded, for what the operations do not settle, not at all."""

VARIABLE = "NIANBAO_LLM"
_OPENAI = "api.openai.com"
_PRICE = re.compile(r"\s*([\d.]+)\s*[/:]\s*([\d.]+)\s*([^\d\s]*)\s*")
_IN_THE_NAME = re.compile(r"^[a-z][a-z0-9_-]*$")


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, asked and answered, in `currency`."""

    asked: Decimal
    answered: Decimal
    currency: str = ""

    def of(self, tokens_in: int, tokens_out: int) -> Decimal:
        """The cost of so many tokens."""
        return (self.asked * tokens_in + self.answered * tokens_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A configured model. `provider` is one that LangChain's init_chat_model knows; `base_url` of an OpenAI-compatible
    server; keys stay in the environment and are never part of this."""

    provider: str
    model: str
    base_url: str | None = None
    price: Price | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What users see: the model's name without folders."""
        return self.model.rsplit("/", 1)[-1]

    @property
    def server(self) -> str:
        """Where questions and passages are sent: host (and port), or the provider's name."""
        if self.base_url:
            parts = urlsplit(self.base_url)
            with suppress(ValueError):
                return f"{parts.hostname or self.base_url}:{parts.port}" if parts.port else str(parts.hostname)
        return _OPENAI if self.provider == "openai" else self.provider

    @property
    def local(self) -> bool:
        """Whether the server is this machine."""
        host = urlsplit(self.base_url or "").hostname or ""
        return host in ("localhost", "::1") or host.startswith("127.")


def configured(environ: Mapping[str, str] | None = None) -> ModelSettings | None:
    """The model that NIANBAO_LLM names (`openai:MODEL`, `ollama:MODEL` …), or None where none is set.

    Raises NianbaoError where the value names no model, or no price can be read.
    """
    environ = os.environ if environ is None else environ
    written = environ.get(VARIABLE, "").strip()
    if not written:
        return None
    provider, _, model = written.partition(":")
    if not model.strip() or model.startswith("//") or not _IN_THE_NAME.match(provider):
        raise NianbaoError(say("assistant.llm_unreadable", value=written))
    base_url = environ.get("OPENAI_BASE_URL") or environ.get("OPENAI_API_BASE") if provider == "openai" else None
    return ModelSettings(provider, model.strip(), base_url or None, _price(environ.get("NIANBAO_LLM_PRICE", "")))


def chat_model(settings: ModelSettings, seconds: float, tokens: int, language: Language = "zh") -> BaseChatModel:
    """The LangChain chat model, at most `seconds` without a byte and `tokens` a reply; it does not retry by itself.

    Raises MissingExtra where the provider's package is not installed, NianbaoError where it refuses its settings.
    """
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "timeout": seconds, "max_retries": 0, "max_tokens": tokens}
    options |= settings.options
    if settings.provider == "openai":
        options |= _openai(settings, language)
    try:
        model: BaseChatModel = init_chat_model(settings.model, model_provider=settings.provider, **options)
    except ImportError as error:
        package = f"langchain-{settings.provider.replace('_', '-')}"
        hit = re.search(r"pip install [`'\"]?([\w.\-\[\]]+)", str(error))
        extra = "nianbao[llm]" if settings.provider == "openai" else (hit[1] if hit else package)
        raise MissingExtra(say("assistant.llm_extra", language, provider=settings.provider, package=extra)) from error
    except Exception as error:
        raise NianbaoError(say("assistant.llm_refused", language, model=settings.label, why=plainly(error))) from error
    return model


def plainly(error: BaseException) -> str:
    """The first line of an error, short, without anything that looks like a key."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return re.sub(r"\b(?:sk|key|Bearer)[-_ ][\w\-.*]{6,}", "…", lines[0])[:160]


def _openai(settings: ModelSettings, language: Language) -> dict[str, Any]:
    options: dict[str, Any] = {"stream_usage": True, "use_responses_api": False}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if not os.environ.get("OPENAI_API_KEY"):
        if not settings.base_url:
            raise NianbaoError(say("assistant.llm_no_key", language))
        options["api_key"] = "none"  # servers of one's own mostly want none, and the client wants one
    return options


def _price(written: str) -> Price | None:
    if not written.strip():
        return None
    hit = _PRICE.fullmatch(written)
    try:
        if hit:
            return Price(Decimal(hit[1]), Decimal(hit[2]), hit[3])
    except InvalidOperation:
        pass
    raise NianbaoError(say("assistant.llm_price", value=written))
