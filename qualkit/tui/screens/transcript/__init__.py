"""The coding screen, part by part; `coding` puts them together."""
