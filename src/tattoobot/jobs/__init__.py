"""The background work: what runs when, and the engine that runs it."""
