from __future__ import annotations

from tests.study.test_blindness import *  # noqa: F403
