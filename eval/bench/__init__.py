"""What people would use instead, on the same reports, questions, machine and embedding model: `python -m eval.bench`."""
