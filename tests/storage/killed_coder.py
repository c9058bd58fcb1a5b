"""A coder who works as fast as possible and says what was done; made to be killed.

Says `ready`, waits for a line on standard input, then codes, writes memos, stars, removes and
undoes, and prints a line after each action has returned. What is printed must be found in the
study, whatever happens to this process.
"""

from __future__ import annotations

import sys
from itertools import count

from qualkit.core.records import Span
from qualkit.study import open_study


def work(folder: str) -> None:
    study = open_study(folder, "AB")
    document = study.documents()[0]
    # Those who lived before have coded as many passages as there are entries, at most.
    done = study._session.store.database.fetch("SELECT count(*) FROM change_log")[0][0]
    assert study.codebook_version
    print("ready", flush=True)
    sys.stdin.readline()
    for number in count(done):
        start = number % (document.characters - 40)
        length = 5 + number // (document.characters - 40)
        span = Span(start, start + length)
        change = study.code(document, span, "caseload", memo="m")
        print(f"coded {change.id}", flush=True)
        if number % 3 == 0:
            taken = study.undo()
            assert taken is not None
            print(f"undone {taken.undoes} {taken.id}", flush=True)
        elif number % 5 == 0:
            coding = study.codings(coder="AB")[0]
            print(f"removed {study.uncode(coding.id).id}", flush=True)
        elif number % 7 == 0:
            made = study.codings(document, "AB", within=span)
            coding = next(each for each in made if each.span == span)
            starred = study.star(coding.id, note="worth printing")
            print(f"marked {starred.id}", flush=True)
