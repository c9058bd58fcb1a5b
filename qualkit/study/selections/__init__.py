"""Quotations for a report: found, chosen under a name, ordered, trimmed, and how evenly."""
