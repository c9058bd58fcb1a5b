"""Finding where coders who judged one document differ.

A character differs under a code where some of those who judged the code there have it and others
do not.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Sequence

from qualkit.core.clusters import Cluster, clusters_of, grouped, mass_of
from qualkit.core.differing import Compared, Difference, Judged, Judgement, Side
from qualkit.core.records import Span
from qualkit.core.stretches import Ruler, ruled_without
from qualkit.core.team import DifferenceKind


def differences(compared: Compared, codings: Iterable[Judged]) -> tuple[Difference, ...]:
    """The passages on which the coders differ, by place; see `differing.ranked` for their weight.

    All codings lie in the document of `compared`. Those of other coders, and of codes that their
    coder did not judge, are left out. With fewer than two who judged a code nothing differs.
    """
    by_code: dict[str, list[Judged]] = {}
    for coding in codings:
        if coding.coder in compared.coders and compared.judges(coding.coder, coding.code):
            by_code.setdefault(coding.code, []).append(coding)
    speech = [(span.start, span.end) for span in compared.speech]
    whole = Ruler(speech)
    rulers = {code: ruled_without(speech, spans) for code, spans in compared.zones.items() if spans}
    clusters: list[Cluster] = []
    for code, found in by_code.items():
        judging = tuple(sorted(c for c in compared.coders if compared.judges(c, code)))
        if len(judging) < 2:
            continue
        ruler = rulers.get(code, whole)
        for cluster in clusters_of(code, found, judging):
            cluster.mass = mass_of(cluster, ruler)
            if cluster.mass:
                clusters.append(cluster)
    clusters.sort(key=lambda each: (each.start, each.end, each.code))
    measure = {code: rulers.get(code, whole) for code in by_code}
    made = [_difference(compared, group) for group in grouped(clusters, measure)]
    return tuple(sorted(made, key=lambda each: (each.span, each.codes, each.key)))


def _difference(compared: Compared, group: list[Cluster]) -> Difference:
    if len(group) > 1:
        kind = DifferenceKind.SUBSTITUTION
    else:
        kind = DifferenceKind.OMISSION if group[0].lacking else DifferenceKind.EDGE
    codings = sorted(
        (coding for cluster in group for coding in cluster.codings),
        key=lambda each: (each.span, each.code, each.coder, each.id),
    )
    sides = tuple(
        Side(
            coder,
            tuple(Judgement(c.code, c.span, c.id) for c in codings if c.coder == coder),
        )
        for coder in sorted({coder for cluster in group for coder in cluster.judging})
    )
    return Difference(
        _key(compared, codings),
        compared.document_id,
        compared.version_id,
        compared.round,
        Span(min(each.start for each in group), max(each.end for each in group)),
        kind,
        tuple(sorted({each.code for each in group})),
        sides,
        sum(each.mass for each in sorted(group, key=lambda c: (c.start, c.end, c.code))),
    )


def _key(compared: Compared, codings: Sequence[Judged]) -> str:
    """Eight letters and digits: 40 bits, so that among 6,000 two are alike once in 60,000 times.

    Made of places and codes, not of ids: copies of a study name a passage alike.
    """
    parts = sorted((c.coder, c.code, c.span.start, c.span.end) for c in codings)
    named = repr((compared.seed or compared.document_id, compared.round, parts))
    digest = hashlib.sha256(named.encode("utf-8")).digest()
    return b32encode(digest)[:8].decode("ascii").lower()
