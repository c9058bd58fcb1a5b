from __future__ import annotations

from tests.study.selections.test_choosing import *  # noqa: F403
