from __future__ import annotations

from tests.study.test_codings_csv import *  # noqa: F403
