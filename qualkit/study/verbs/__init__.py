"""The verbs of a study, a module for each part of the trade; `Study` has them all."""
