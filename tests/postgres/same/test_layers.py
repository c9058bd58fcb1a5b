from __future__ import annotations

from tests.study.test_layers import *  # noqa: F403
