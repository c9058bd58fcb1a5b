from __future__ import annotations

from tests.study.report.test_report_texts import *  # noqa: F403
