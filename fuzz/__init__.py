"""Coverage-guided fuzzing: a few seconds of it in `make check`, as long as one likes with `make fuzz`."""
