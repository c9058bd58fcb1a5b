"""The scan of de-identification: a text and a roster in, findings out; nothing is stored."""

from __future__ import annotations

from qualkit.privacy.scan.engine import scan

__all__ = ["scan"]
