"""The report of a study: what goes into it, and which items of checklists it answers."""
