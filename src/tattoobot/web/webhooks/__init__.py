"""Where the providers report: check the signature, keep every update once, answer. Nothing else."""
