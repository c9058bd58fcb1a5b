from __future__ import annotations

from tests.study.test_frozen import *  # noqa: F403
