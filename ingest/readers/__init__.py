"""Files -> documents: blocks of text and tables with their places, whatever the format."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import DamagedFile, NianbaoError, NoText, WrongFormat
from ingest.report import Document
from ingest.strings import say

__all__ = ["read"]


def read(path: Path) -> Document:
    """The document in `path`; its format is told by its content. Raises kinds of UnreadableFile, and MissingExtra
    where a picture is to be read and the extra `ocr` is not installed; each message names file and next step."""
    from ingest.readers.sniffing import sniff

    data = _bytes(path)
    try:
        document = _reader(sniff(data, path))(data, path)
    except NianbaoError:
        raise
    except RecursionError as error:
        raise DamagedFile(say("ingest.nested", file=path.name)) from error
    except MemoryError as error:
        raise DamagedFile(say("ingest.too_much_memory", file=path.name)) from error
    except Exception as error:
        raise DamagedFile(say("ingest.unparsed", file=path.name, error=type(error).__name__)) from error
    if not document.blocks:
        raise NoText(say("ingest.empty_file", file=path.name))
    return document


def _bytes(path: Path) -> bytes:
    from ingest.readers.limits import BYTES, refuse

    try:
        size = path.stat().st_size
        if path.is_file() and size > BYTES:
            raise refuse(path, "bytes", size >> 20, BYTES >> 20)
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise WrongFormat(say("ingest.unknown_format", file=path.name)) from error
    except OSError as error:
        raise DamagedFile(
            say("ingest.unreadable_file", file=path.name, why=error.strerror or type(error).__name__)
        ) from error
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NoText(say("ingest.empty_file", file=path.name))
    return data


def _reader(kind: str):  # type: ignore[no-untyped-def]  # the readers' modules are loaded only when used
    from importlib import import_module

    return import_module(f"ingest.readers.{_MODULES[kind]}").read


_MODULES = {"pdf": "pdf", "html": "web", "docx": "word", "image": "scan", "text": "plain"}
