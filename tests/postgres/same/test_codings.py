from __future__ import annotations

from tests.study.test_codings import *  # noqa: F403
