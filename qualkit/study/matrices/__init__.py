"""Matrices, co-occurrence, the framework matrix, words in context and word frequencies."""
