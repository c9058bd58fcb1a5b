"""Copies of one study brought together: the union of their rows and of their logs."""
