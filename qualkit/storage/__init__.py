"""Keeping a study: one portable SQL dialect over SQLite (and, for teams, PostgreSQL)."""

from __future__ import annotations

from qualkit.storage.opening import open_store
from qualkit.storage.store import Store

__all__ = ["Store", "open_store"]
