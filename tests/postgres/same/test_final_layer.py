from __future__ import annotations

from tests.study.test_final_layer import *  # noqa: F403
