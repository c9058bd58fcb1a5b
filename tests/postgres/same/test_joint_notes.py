from __future__ import annotations

from tests.study.joint.test_joint_notes import *  # noqa: F403
