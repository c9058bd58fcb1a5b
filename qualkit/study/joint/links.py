"""The codebook's map of themes and codes to the scales of the survey: an analytic claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualkit.core.codebook import Code, Codebook, Link, Theme
from qualkit.core.instrument import Instrument
from qualkit.core.joint import ScaleLink
from qualkit.errors import InputError, NotFoundError, QualkitError
from qualkit.study import codebook as book
from qualkit.study.checks import Finding
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.files import names as survey_names


def known_instruments(session: Session) -> tuple[Instrument, ...]:
    """The instruments whose keys the study or qualkit has; none where no key can be read."""
    from qualkit.study.survey.instruments import instruments

    return tuple(instruments(session))


def checked_scale(session: Session, instrument: str, subscale: str) -> tuple[str, str]:
    """Instrument and subscale as their key spells them, "" for none; else NotFoundError."""
    if not instrument:
        if subscale:
            raise InputError(
                f"the subscale {subscale} of which instrument?", "such as: --scale mbi-hss:EE"
            )
        return "", ""
    known = known_instruments(session)
    key = next((each for each in known if each.id.casefold() == instrument.casefold()), None)
    if key is None:
        raise NotFoundError(
            f"there is no instrument '{instrument}'",
            did_you_mean(instrument, [each.id for each in known]),
        )
    if not subscale:
        raise InputError(
            f"which subscale of {key.id}?", f"there is: {', '.join(s.id for s in key.subscales)}"
        )
    found = key.subscale(subscale)
    if found is None:
        raise NotFoundError(
            f"{key.id} has no subscale '{subscale}'",
            did_you_mean(subscale, [each.id for each in key.subscales]),
        )
    return key.id, found.id


def theme_id(codebook: Codebook, name: str) -> str:
    """The id of the theme of that id or name; NotFoundError where there is none."""
    if theme := codebook.theme(name) or codebook.theme_named(name):
        return theme.id
    raise NotFoundError(
        f"the codebook has no theme '{name}'",
        did_you_mean(name, [theme.id for theme in codebook.themes]),
    )


def scale_links(session: Session, themes: Iterable[str] = ()) -> tuple[ScaleLink, ...]:
    """Which scales the codebook ties to each theme, and by which codes, in its order."""
    codebook = book.codebook(session)
    try:
        known = known_instruments(session)
    except QualkitError:
        # A key that cannot be read is told by `check`; the map is worth seeing all the same.
        known = ()
    wanted = {theme_id(codebook, name) for name in themes}
    found: list[ScaleLink] = []
    for theme in codebook.themes:
        if not wanted or theme.id in wanted:
            found += _of_theme(codebook, theme, known)
    return tuple(found)


def _of_theme(
    codebook: Codebook, theme: Theme, known: tuple[Instrument, ...]
) -> Iterator[ScaleLink]:
    own = list(_scales(theme.links, known))
    tied: dict[tuple[str, str], list[str]] = {scale: [] for scale in own}
    for placed in codebook.walk():
        code = placed.code
        if placed.theme is None or placed.theme.id != theme.id or not _counts(code):
            continue
        for scale in _scales(codebook.links_of(code), known):
            tied.setdefault(scale, []).append(code.id)
    for (instrument, subscale), codes in tied.items():
        yield ScaleLink(theme.id, instrument, subscale, tuple(codes), (instrument, subscale) in own)


def _counts(code: Code) -> bool:
    return code.codable and not code.merged_into


def _scales(links: Iterable[Link], known: tuple[Instrument, ...]) -> Iterator[tuple[str, str]]:
    """Instrument and subscale of links, as the keys spell them; all of an instrument where a link
    names none."""
    keys = {each.id.casefold(): each for each in known}
    for link in links:
        key = keys.get(link.instrument.casefold())
        names = link.subscales or tuple(s.id for s in key.subscales if not s.total) if key else ()
        for name in names or link.subscales:
            found = key.subscale(name) if key else None
            yield (key.id if key else link.instrument), (found.id if found else name)


def claim(session: Session, links: Iterable[ScaleLink]) -> str:
    """The note that a display bears: whose claim its ties are, and what they are."""
    codebook = book.codebook(session)
    number = book.version_numbers(session).get(codebook.fingerprint())
    said: dict[str, list[str]] = {}
    for link in links:
        theme = codebook.theme(link.theme)
        name = f"{link.subscale} ({link.instrument})"
        if not link.by_theme:
            codes = [c.name for c in map(codebook.code, link.codes) if c]
            name = f"{link.subscale} ({link.instrument}; by the codes {', '.join(codes)})"
        said.setdefault(theme.name if theme else link.theme, []).append(name)
    if not said:
        return (
            "The codebook links no theme and no code to a scale of the survey: "
            "qualkit codebook theme set THEME --link mbi-hss:EE"
        )
    version = f"version {number}" if number else "not saved as a version yet"
    pairs = "; ".join(f"{theme}: {', '.join(names)}" for theme, names in said.items())
    return (
        f"Linked by the codebook, {version}: {pairs}. That a theme and a scale speak of the same "
        "is a claim of the analysis, not a finding."
    )


def link_faults(session: Session) -> Iterator[Finding]:
    """Links to subscales that no key knows, and to instruments once there is a survey: a codebook
    may come before the survey and its key do."""
    codebook = book.codebook(session)
    owners: tuple[Theme | Code, ...] = (*codebook.themes, *codebook.codes)
    if not any(each.links for each in owners):
        return
    keys = {each.id.casefold(): each for each in known_instruments(session)}
    surveyed = bool(survey_names(session))
    for each in owners:
        noun = "theme set" if isinstance(each, Theme) else "set"
        mend = f"qualkit codebook {noun} {each.id} --link INSTRUMENT:SUBSCALES"
        for link in each.links:
            key = keys.get(link.instrument.casefold())
            if key is None:
                if surveyed:
                    names = [key.id for key in keys.values()]
                    yield _fault(each.id, f"the instrument '{link.instrument}'", link.instrument,
                                 names, mend)  # fmt: skip
                continue
            for name in link.subscales:
                if key.subscale(name) is None:
                    names = [s.id for s in key.subscales]
                    yield _fault(each.id, f"{key.id}'s subscale '{name}'", name, names, mend)


def _fault(owner: str, what: str, wrong: str, names: list[str], mend: str) -> Finding:
    meant = did_you_mean(wrong, names)
    return Finding(
        f"codebook: {owner} is linked to {what}, which no key knows"
        + (f" ({meant})" if meant else ""),
        mend,
    )
