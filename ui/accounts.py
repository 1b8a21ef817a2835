"""Who may use a served page: user names with salted hashes of their passwords, in one text file.

A line each: `name:scrypt:n:r:p:salt:hash`, salt and hash in base64. Lines that begin with # are left alone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NianbaoError
from ingest.strings import Language, say

SHORTEST = 8
"""Characters of a password."""
_N, _R, _P, _LENGTH = 2**14, 8, 1, 32
_MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Account:
    """A user and the salted hash of their password (scrypt with cost n, block size r, parallelism p)."""

    name: str
    n: int
    r: int
    p: int
    salt: bytes
    hash: bytes

    def admits(self, password: str) -> bool:
        """Whether this is the password."""
        return hmac.compare_digest(_hash(password, self.salt, self.n, self.r, self.p), self.hash)

    @property
    def line(self) -> str:
        salt, digest = (base64.b64encode(part).decode() for part in (self.salt, self.hash))
        return f"{self.name}:scrypt:{self.n}:{self.r}:{self.p}:{salt}:{digest}"


def _hash(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, dklen=_LENGTH, maxmem=_MEMORY)


def account(name: str, password: str, language: Language = "zh") -> Account:
    """A new account. Raises NianbaoError for a name or a password that will not do."""
    name = name.strip()
    if not name or len(name) > 64 or ":" in name or name.startswith("#") or not name.isprintable():
        raise NianbaoError(say("ui.account_name", language, name=name))
    if len(password) < SHORTEST:
        raise NianbaoError(say("ui.account_short", language, least=SHORTEST))
    salt = secrets.token_bytes(16)
    return Account(name, _N, _R, _P, salt, _hash(password, salt, _N, _R, _P))


def accounts(file: Path, language: Language = "zh") -> Mapping[str, Account]:
    """The accounts in a file by name. Raises NianbaoError where it cannot be read, holds none, or a line is none."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NianbaoError(say("ui.account_file", language, file=file, error=error)) from error
    found = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            one = _account(line.strip())
            if one is None:
                raise NianbaoError(say("ui.account_line", language, file=file, line=number))
            found[one.name] = one
    if not found:
        raise NianbaoError(say("ui.account_none", language, file=file))
    return found


def _account(line: str) -> Account | None:
    try:
        name, kind, n, r, p, salt, digest = line.split(":")
        made = Account(name, int(n), int(r), int(p), base64.b64decode(salt, validate=True), base64.b64decode(digest))
    except ValueError:
        return None
    sound = kind == "scrypt" and made.n * made.r * 128 <= _MEMORY and made.salt and len(made.hash) == _LENGTH
    return made if sound and name else None


class AccountFile:
    """The accounts of a file, read again when it changes; while it cannot be read, as they were before."""

    def __init__(self, file: Path, language: Language = "zh") -> None:
        """Raises NianbaoError where the file is no good to begin with."""
        self._file, self._stamp = file, _stamp(file)
        self._held = accounts(file, language)

    def __call__(self) -> Mapping[str, Account]:
        stamp = _stamp(self._file)
        if stamp != self._stamp:
            with suppress(NianbaoError):
                self._held = accounts(self._file)
            self._stamp = stamp
        return self._held


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def keep(file: Path, added: Account) -> bool:
    """Write an account into the file, in the place of one of the same name; True where there was one."""
    lines = file.read_text("utf-8-sig").splitlines() if file.exists() else []
    others = [line for line in lines if line.split(":", 1)[0].strip() != added.name]
    written = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write("\n".join([*others, added.line, ""]))
    written.replace(file)
    return len(others) < len(lines)
