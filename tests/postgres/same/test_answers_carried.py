from __future__ import annotations

from tests.study.test_answers_carried import *  # noqa: F403
