"""The end of a study: closed, archived, opened again."""
