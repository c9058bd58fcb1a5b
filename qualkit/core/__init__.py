"""Records and rules: standard library only, no input and no output."""
