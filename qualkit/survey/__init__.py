"""Scores, statistics, sentences and figures of a survey: numbers in, results out."""
