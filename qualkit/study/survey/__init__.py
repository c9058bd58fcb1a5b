"""The survey as a noun of a study."""
