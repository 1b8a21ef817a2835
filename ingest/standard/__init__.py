"""The standard tables, one module each: lines of slots -> facts under the taxonomy's keys."""
