from __future__ import annotations

from tests.study.test_drafts import *  # noqa: F403
