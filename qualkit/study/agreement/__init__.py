"""Agreement in a study: what is compared, the figures with names on, sentences and tables."""

from __future__ import annotations
