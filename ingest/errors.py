"""What can go wrong, as one small tree.

NianbaoError
├── UnreadableFile     the file cannot become a report; it is set aside, the others go on
│   ├── WrongFormat        not a format that is read (old .doc, .wps, a zip, a video)
│   ├── DamagedFile        truncated, encrypted, or beyond the size limits
│   ├── NoText             nothing to read: empty, or pictures only with OCR not installed
│   └── NotAReport         text, but not a 政府信息公开工作年度报告
├── UnknownIdentity    the agency or the year is not stated; `--agency`/`--year` can say it
├── MissingExtra       an optional dependency is needed; the message names the extra
├── ModelUnavailable   the embedding model is neither unpacked nor to be had
└── LibraryError       the library file cannot be opened, is locked, or is from a newer version
"""

from __future__ import annotations


class NianbaoError(Exception):
    """Root of all errors that users may see. `str(error)` is one line: what, which, and the next step."""


class UnreadableFile(NianbaoError):
    """A file that cannot become a report."""


class WrongFormat(UnreadableFile):
    """Not a format that is read."""


class DamagedFile(UnreadableFile):
    """Truncated, encrypted, or beyond the size limits."""


class NoText(UnreadableFile):
    """Nothing in it can be read as text."""


class NotAReport(UnreadableFile):
    """Readable, but not an annual report on information disclosure."""


class UnknownIdentity(NianbaoError):
    """The report does not say whose it is, or for which year."""


class MissingExtra(NianbaoError):
    """An optional dependency is not installed."""


class ModelUnavailable(NianbaoError):
    """The embedding model cannot be loaded."""


class LibraryError(NianbaoError):
    """The library file cannot be used."""
