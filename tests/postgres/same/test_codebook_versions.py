from __future__ import annotations

from tests.study.test_codebook_versions import *  # noqa: F403
