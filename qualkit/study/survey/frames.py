"""The notebook's door to the survey: answers and results as pandas DataFrames.

Every figure comes from the same result objects as on the command line and the screens; where one
is hidden or undefined there is NaN. pandas is imported when the first frame is asked for. Every
frame says in `.attrs` that it is the team's own working copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualkit.core.statistics import Comparison, Effect, Pair, Scale, Summary, Test
from qualkit.core.survey import QuestionKind

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.core.survey import Responses
    from qualkit.study.study import Study

Row = dict[str, Any]
_FIGURES = ("n", "mean", "sd", "median", "lower", "upper", "least", "greatest", "missing")


class SurveyFrames:
    """The verbs of a study's survey, answering in DataFrames. Get one from `Study.survey`."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def responses(self, survey: str = "") -> pd.DataFrame:
        """All answers, a row for each respondent under its key.

        Attributes and single choices are categories in their order; ticks are True, False or
        missing where the question was not answered; items are numbers, as `mbi-hss.1`.
        """
        import pandas as pd

        answers = self._study.responses(survey)
        found = answers.survey
        columns: dict[str, Any] = {"participant": _texts(answers.participants)}
        for attribute in found.attributes:
            cells = answers.attributes[attribute.id]
            columns[attribute.id] = _category(cells, attribute.values)
        for question in found.questions:
            ids = [option.id for option in question.options]
            if question.kind is QuestionKind.SINGLE:
                columns[question.id] = _category(answers.choices[question.id], ids)
            elif question.kind is QuestionKind.MULTIPLE:
                seen = answers.answered[question.id]
                for option in ids:
                    ticks = answers.ticks[question.id][option]
                    columns[f"{question.id}.{option}"] = _ticked(ticks, seen)
        for instrument, items in found.instruments:
            columns |= _items(answers, instrument, items, f"{instrument}.")
        return self._marked(pd.DataFrame(columns, index=_index(answers.respondents)), "responses")

    def items(self, instrument: str = "", survey: str = "") -> pd.DataFrame:
        """The answers to an instrument's items, by number; it may go unnamed where there is one."""
        import pandas as pd

        answers = self._study.responses(survey)
        chosen = _instrument(answers, instrument)
        items = dict(answers.survey.instruments)[chosen]
        made = pd.DataFrame(
            _items(answers, chosen, items, ""), index=_index(answers.respondents)
        )  # fmt: skip
        return self._marked(made, "items")

    def scores(self, instrument: str = "", survey: str = "") -> pd.DataFrame:
        """The score of each respondent on each subscale, as `mbi-hss.EE`; NaN where undefined."""
        import pandas as pd

        found = self._study.score_survey(instrument, survey)
        keys = found[0].respondents if found else self._study.responses(survey).respondents
        columns = {f"{s.scale.instrument}.{s.scale.subscale}": s.scores for s in found}
        return self._marked(pd.DataFrame(columns, index=_index(keys)), "scores")

    def describe(self, by: str = "", **settings: Any) -> pd.DataFrame:
        """A row for each subscale and group, all respondents last: n, mean, SD, quartiles."""
        return self._rows("describe", (
            {**_scale(each.scale), "by": each.by, **_summary(group)}
            for each in self._study.describe_survey(by, **settings)
            for group in (*each.groups, *((each.overall,) if each.overall else ()))
        ))  # fmt: skip

    def compare(self, by: str, **settings: Any) -> pd.DataFrame:
        """A row for each subscale and test, the reported test first."""
        return self._rows("compare", (
            {**_scale(each.scale), "by": each.by, "reported": test is each.test,
             **_test(test), **(_effects(each.effects) if test is each.test else {})}
            for each in self._study.compare_survey(by, **settings)
            for test in (each.test, *each.others)
        ))  # fmt: skip

    def pairs(self, by: str, **settings: Any) -> pd.DataFrame:
        """A row for each pair of groups: `difference` is first minus second."""
        return self._rows("pairs", (
            {**_scale(each.scale), "by": each.by, **_pair(pair)}
            for each in self._study.compare_survey(by, **settings)
            for pair in _pairs(each)
        ))  # fmt: skip

    def frequencies(self, question: str = "", **settings: Any) -> pd.DataFrame:
        """A row for each answer that could be chosen; percent are of respondents."""
        return self._rows("frequencies", (
            {"question": each.question, "by": each.by, "group": each.group, "option": row.option,
             "label": row.label, "n": row.n, "percent": row.percent,
             "respondents": each.respondents, "answered": each.answered}
            for each in self._study.survey_frequencies(question, **settings)
            for row in each.rows
        ))  # fmt: skip

    def reliability(self, **settings: Any) -> pd.DataFrame:
        """Cronbach's alpha of each subscale, with the n it is worked out over."""
        return self._rows("reliability", (
            {**_scale(each.scale), "items": each.items, "n": each.n, "alpha": each.alpha,
             "reason": each.reason.value if each.reason else "", "note": each.note}
            for each in self._study.survey_reliability(**settings)
        ))  # fmt: skip

    def _rows(self, name: str, rows: Iterable[Row]) -> pd.DataFrame:
        import pandas as pd

        return self._marked(pd.DataFrame(list(rows)), name)

    def _marked(self, frame: pd.DataFrame, name: str) -> pd.DataFrame:
        from qualkit.study.frames.making import marked

        frame.attrs |= marked(self._study.title, f"survey {name}")
        return frame


def _index(keys: Sequence[str]) -> pd.Index[str]:
    import pandas as pd

    return pd.Index(keys, name="respondent")


def _texts(cells: Sequence[str]) -> list[str | None]:
    return [cell or None for cell in cells]


def _category(cells: Sequence[str], values: Sequence[str]) -> pd.Categorical:
    """The cells as categories in the order of printing; missing where nothing was answered.

    A value that the mapping does not list comes behind those that it does.
    """
    import pandas as pd

    known = list(dict.fromkeys((*values, *(cell for cell in cells if cell))))
    return pd.Categorical(_texts(cells), categories=known)


def _ticked(ticks: bytes, seen: bytes) -> Any:
    import pandas as pd

    cells = [bool(tick) if known else None for tick, known in zip(ticks, seen, strict=True)]
    return pd.array(cells, dtype="boolean")


def _items(answers: Responses, instrument: str, items: Sequence[str], prefix: str) -> Row:
    import numpy as np

    return {
        f"{prefix}{item}": np.frombuffer(answers.items[instrument][item], dtype=np.float64)
        for item in items
    }


def _instrument(answers: Responses, name: str) -> str:
    from qualkit.study.survey.scoring import asked

    return asked(answers, name)[0]


def _scale(scale: Scale) -> Row:
    return {"instrument": scale.instrument, "subscale": scale.subscale, "name": scale.name}


def _summary(summary: Summary) -> Row:
    figures = {name: getattr(summary, name) for name in _FIGURES}
    return {"group": summary.group, **figures, "anchor": summary.anchor, "hidden": summary.hidden}


def _test(test: Test) -> Row:
    return {
        "method": test.method, "statistic": test.statistic,
        "df1": test.df[0] if test.df else None,
        "df2": test.df[1] if len(test.df) > 1 else None,
        "p": test.p, "p_holm": test.p_holm, "n": test.n, "groups": ", ".join(test.groups),
        "left_out": ", ".join(test.left_out), "reason": test.reason.value if test.reason else "",
    }  # fmt: skip


def _effects(effects: Sequence[Effect]) -> Mapping[str, float | None]:
    found: dict[str, float | None] = {}
    for effect in effects:
        name = effect.name.replace(" ", "_")
        found |= {name: effect.value, f"{name}_low": effect.low, f"{name}_high": effect.high}
    return found


def _pairs(comparison: Comparison) -> tuple[Pair, ...]:
    return (*comparison.pairs, *comparison.other_pairs)


def _pair(pair: Pair) -> Row:
    effect = pair.effect
    return {
        "first": pair.first, "second": pair.second, "difference": pair.difference,
        "low": pair.low, "high": pair.high, "statistic": pair.statistic, "df": pair.df,
        "p": pair.p, "method": pair.method, "effect": effect.name if effect else "",
        "effect_value": effect.value if effect else None,
        "reason": pair.reason.value if pair.reason else "",
    }  # fmt: skip
