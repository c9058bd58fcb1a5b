"""The one door to a study."""

from __future__ import annotations

from qualkit.study.opening import init_study, open_study
from qualkit.study.study import Study

__all__ = ["Study", "init_study", "open_study"]
