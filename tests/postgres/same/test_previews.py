from __future__ import annotations

from tests.study.test_previews import *  # noqa: F403
