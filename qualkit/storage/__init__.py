"""Keeping a study: one portable SQL dialect over SQLite (and, for teams, PostgreSQL)."""

from __future__ import annotations

from qualkit.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
