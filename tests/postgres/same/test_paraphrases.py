from __future__ import annotations

from tests.study.test_paraphrases import *  # noqa: F403
