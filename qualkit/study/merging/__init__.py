"""Copies of a study brought together: rows by the storage, the codebook and conflicts here."""
