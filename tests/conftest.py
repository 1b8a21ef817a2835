"""What every test may rely on: where the samples and the real reports are, and that nothing reaches the network."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of reports that the project ships."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of real reports beside the checkout; a test that needs it is skipped where there is none."""
    folder = ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        pytest.skip("the real reports are not beside this checkout (../shared/reports)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Any connection that would leave this machine is an error, whoever makes it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOCAL):
            raise OSError(f"a test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
