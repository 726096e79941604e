"""Tests of the workers use a real database and the rows that they work on."""

from tests.actions.conftest import bench, database, house

__all__ = ["bench", "database", "house"]
