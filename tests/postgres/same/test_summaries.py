from __future__ import annotations

from tests.study.matrices.test_summaries import *  # noqa: F403
