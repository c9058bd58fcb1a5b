from __future__ import annotations

from tests.study.test_reshaping import *  # noqa: F403
