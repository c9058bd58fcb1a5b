"""Pictures of results: boxplots and bars with the points drawn, as SVG or PNG.

Drawn from result objects alone: what is hidden there is in no picture. matplotlib is imported when
something is drawn, and its settings are put back afterwards.
"""

from __future__ import annotations

from qualkit.survey.figures.canvas import FORMATS, Picture
from qualkit.survey.figures.counts import draw_counts
from qualkit.survey.figures.scores import draw_scores

__all__ = ["FORMATS", "Picture", "draw_counts", "draw_scores"]
