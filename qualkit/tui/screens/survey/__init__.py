"""The screens of a survey: results, one subscale or question, comments, the intake of a file."""
