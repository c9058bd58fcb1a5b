from __future__ import annotations

from tests.study.test_citations import *  # noqa: F403
