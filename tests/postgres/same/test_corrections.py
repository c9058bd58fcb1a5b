from __future__ import annotations

from tests.study.test_corrections import *  # noqa: F403
