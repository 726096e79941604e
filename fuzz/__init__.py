"""Coverage-guided fuzzing, run by hand: `make fuzz`."""
