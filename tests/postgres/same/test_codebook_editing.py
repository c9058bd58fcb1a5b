from __future__ import annotations

from tests.study.test_codebook_editing import *  # noqa: F403
