"""What the project's files are made with; no part of the program."""
