from __future__ import annotations

from tests.study.test_transcripts_in import *  # noqa: F403
