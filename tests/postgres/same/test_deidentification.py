from __future__ import annotations

from tests.study.test_deidentification import *  # noqa: F403
