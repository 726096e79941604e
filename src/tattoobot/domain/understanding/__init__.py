"""Reads what a client wrote: facts, intent, language. Pure and deterministic; `reader.understand` is the door."""
