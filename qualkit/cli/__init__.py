"""The command line: nouns and verbs, translated into calls on a study."""
