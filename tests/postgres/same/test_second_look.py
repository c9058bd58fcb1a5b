from __future__ import annotations

from tests.study.test_second_look import *  # noqa: F403
