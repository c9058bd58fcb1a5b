from __future__ import annotations

from tests.study.test_quotes_out import *  # noqa: F403
