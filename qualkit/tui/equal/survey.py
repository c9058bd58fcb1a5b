"""The command line and the Python call equal to what the survey's screens show and do."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from qualkit.tui.equal import Equal
from qualkit.tui.surveyed import Asked


def scores(asked: Asked, several: bool) -> Equal:
    """Describing, or comparing where there are groups."""
    options, call = _options(asked, several), _call(asked, several)
    if not asked.by:
        return Equal(f"qualkit survey describe{options}", f"study.describe_survey({call})")
    chosen, keywords = _tested(asked)
    return Equal(
        f"qualkit survey compare{options}{chosen}", f"study.compare_survey({call}{keywords})"
    )


def _tested(asked: Asked) -> tuple[str, str]:
    """How it is tested, as options and as keywords; nothing where it is as usual."""
    options = keywords = ""
    if asked.groups:
        options, keywords = _pair_option(asked.groups), f", groups={asked.groups!r}"
    elif asked.method != "anova":
        options, keywords = f" --method {asked.method}", f", method={asked.method!r}"
    if asked.all_groups is not None:
        options += " --all-groups" if asked.all_groups else " --large-groups"
        keywords += f", all_groups={asked.all_groups}"
    return options, keywords


def _pair_option(groups: tuple[str, ...]) -> str:
    if any("," in name for name in groups):
        return "".join(f" --groups {shlex.quote(name)}" for name in groups)
    return f" --groups {shlex.quote(','.join(groups))}"


def counts(asked: Asked, several: bool, question: str = "") -> Equal:
    """Counting the answers to one question, or to all."""
    asked = replace(asked, instrument="")
    named = [repr(question)] if question else []
    call = ", ".join([*named, *([_keywords(asked, several)] if _keywords(asked, several) else [])])
    word = f" {shlex.quote(question)}" if question else ""
    return Equal(
        f"qualkit survey frequencies{word}{_options(asked, several)}",
        f"study.survey_frequencies({call})",
    )


def instruments(name: str = "") -> Equal:
    """Listing the keys, or one of them."""
    if name:
        return Equal(f"qualkit survey instruments show {name}", f"study.instrument({name!r})")
    return Equal("qualkit survey instruments", "study.instruments()")


def copied_key(name: str) -> Equal:
    """Copying a key into the study."""
    return Equal(f"qualkit survey instruments copy {name}", f"study.copy_instrument({name!r})")


def profiled(reference: str, asked: Asked, several: bool) -> Equal:
    """Profiles against a reference sample."""
    asked = replace(asked, by="", instrument="")
    rest = _keywords(asked, several)
    return Equal(
        f"qualkit survey profiles --reference {shlex.quote(reference)}{_options(asked, several)}",
        f"study.survey_profiles({reference!r}{', ' + rest if rest else ''})",
    )


def scored(asked: Asked, several: bool) -> Equal:
    """Every respondent's scores."""
    name = f" --survey {shlex.quote(asked.survey)}" if several else ""
    call = f"survey={asked.survey!r}" if several else ""
    return Equal(f"qualkit survey score{name}", f"study.score_survey({call})")


def written(what: str, asked: Asked, several: bool, target: str) -> Equal:
    """Writing a table of results."""
    if what == "frequencies":
        asked = replace(asked, instrument="")
    options, keywords = _tested(asked) if what == "compare" else ("", "")
    given = [f"what={what!r}"]
    given += [rest] if (rest := _keywords(asked, several)) else []
    return Equal(
        f"qualkit survey export {what}{_options(asked, several)}{options} -o {shlex.quote(target)}",
        f"study.export_survey({target!r}, asked=SurveyQuestion({', '.join(given)}{keywords}))",
    )


def drawn(
    kind: str, asked: Asked, several: bool, target: str, instrument: str, subscale: str,
    question: str,
) -> Equal:  # fmt: skip
    """Drawing a figure."""
    asked = replace(asked, instrument=instrument)
    options = f" --subscale {subscale}" if subscale else ""
    options += f" --question {shlex.quote(question)}" if question else ""
    given = [repr(target), f"kind={kind!r}"]
    given += [rest] if (rest := _keywords(asked, several)) else []
    given += [f"subscale={subscale!r}"] if subscale else []
    given += [f"question={question!r}"] if question else []
    return Equal(
        f"qualkit survey figure {kind}{_options(asked, several)}{options} -o {shlex.quote(target)}",
        f"study.survey_figure({', '.join(given)})",
    )


def taken_in(path: Path, *, confirm: bool, take_changed: bool = False) -> Equal:
    """Taking a survey's file in."""
    options = (" --confirm" if confirm else "") + (" --take-changed" if take_changed else "")
    given = (", confirm=True" if confirm else "") + (", take_changed=True" if take_changed else "")
    return Equal(
        f"qualkit import survey {shlex.quote(str(path))}{options}",
        f"study.import_survey({str(path)!r}{given})",
    )


def _options(asked: Asked, several: bool) -> str:
    options = [f"--by {shlex.quote(asked.by)}"] if asked.by else []
    options += [f"--instrument {shlex.quote(asked.instrument)}"] if asked.instrument else []
    options += [f"--survey {shlex.quote(asked.survey)}"] if several else []
    options += ["--internal"] if asked.internal else []
    return "".join(f" {option}" for option in options)


def _call(asked: Asked, several: bool) -> str:
    by = [repr(asked.by)] if asked.by else []
    rest = _keywords(asked, several, by=False)
    return ", ".join([*by, *([rest] if rest else [])])


def _keywords(asked: Asked, several: bool, by: bool = True) -> str:
    given = [f"by={asked.by!r}"] if by and asked.by else []
    given += [f"instrument={asked.instrument!r}"] if asked.instrument else []
    given += [f"survey={asked.survey!r}"] if several else []
    given += ["internal=True"] if asked.internal else []
    return ", ".join(given)
