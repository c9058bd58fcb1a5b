"""Counts and quotations, from codings and texts."""
