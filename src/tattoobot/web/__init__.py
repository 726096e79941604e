import sys

# FastAPI asks of every annotation whether it is a model of the first Pydantic: two megabytes, to say no.
sys.modules.setdefault("pydantic.v1", None)  # type: ignore[arg-type]
