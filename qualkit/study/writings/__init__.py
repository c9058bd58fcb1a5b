"""Literature in a study, and codes side by side over all kinds of sources."""
