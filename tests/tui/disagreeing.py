"""A study in which two coders are done with a transcript and differ in it."""

from __future__ import annotations

from qualkit.core.records import Coder, CoderRole
from qualkit.study import Study
from tests.tui.conftest import passage

POSTS = "We had two posts empty from October"
COUNT = "I kept a count on the back of the door, and at sixty I stopped."
CAR_PARK = "We had ten minutes in the car park."
INES = "Ines, mostly."
MEMO = "She tells it as one who has done with it."


def disagreeing(study: Study) -> Study:
    """AB (a lead) and CD are done with the winter, EF codes nothing; AB is at work.

    They differ three times: the count (numbness by AB, breaks by CD, who wrote a memo), the car
    park (colleagues, by CD alone) and the posts (where CD begins later).
    """
    for coding in study.codings("winter", "AB"):
        study.uncode(coding.id)
    study.add_coder(Coder("AB", "", CoderRole.LEAD))
    study.add_coder(Coder("CD"))
    study.add_coder(Coder("EF"))
    study.open_round("1", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "winter", round="1")
    study.code("winter", passage(study, POSTS), "vacancies")
    study.code("winter", passage(study, COUNT), "numbness")
    study.code("winter", passage(study, INES), "colleagues")
    study.mark_done("winter")
    study.use_coder("CD")
    study.code("winter", passage(study, POSTS[7:]), "vacancies")
    study.code("winter", passage(study, COUNT), "breaks", memo=MEMO)
    study.code("winter", passage(study, INES), "colleagues")
    study.code("winter", passage(study, CAR_PARK), "colleagues")
    study.mark_done("winter")
    study.use_coder("AB")
    return study
