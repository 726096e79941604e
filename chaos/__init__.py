"""Breaks everything that can break while clients talk to the studio, then counts what is missing or came twice."""
