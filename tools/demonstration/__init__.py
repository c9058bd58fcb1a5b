"""The demonstration's survey, made so that its tables are those of a published evaluation.

`python -m tools.demonstration` writes it anew, always the same. The 40 respondents are invented.
"""
