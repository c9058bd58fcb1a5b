"""Consent withdrawn: a person removed everywhere, for good."""
