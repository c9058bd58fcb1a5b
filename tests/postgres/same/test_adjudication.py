from __future__ import annotations

from tests.study.test_adjudication import *  # noqa: F403
